// SPDX-License-Identifier: Apache-2.0
import { registerPasskey } from '@datacar/sdk/wallet/registerPasskey';
import { signInWithPasskey } from '@datacar/sdk/wallet/signInWithPasskey';
import { startPasskeyRegistration } from '@datacar/sdk/wallet/startPasskeyRegistration';
import { startPasskeySignIn } from '@datacar/sdk/wallet/startPasskeySignIn';
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { client } from '../../app/client.ts';

export interface CreatePasskeyParameters {
  /** What its owner calls it. */
  name: string;
  /** The code of an invitation, for somebody new. */
  invitation?: string | undefined;
}

/** Asks the device for a passkey and gives the server its public half. */
export async function createPasskey({ name, invitation }: CreatePasskeyParameters) {
  const { ceremony, options } = await startPasskeyRegistration(client, { invitation });
  // The server made them with the other half of the same library.
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const response = await startRegistration({ optionsJSON });
  return await registerPasskey(client, { ceremony, response, name, invitation });
}

/** Signs in with a passkey that the device has for this server. */
export async function answerWithPasskey() {
  const { ceremony, options } = await startPasskeySignIn(client);
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const response = await startAuthentication({ optionsJSON });
  return await signInWithPasskey(client, { ceremony, response });
}
