// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import {
  listPasskeys,
  registerPasskey,
  removePasskey,
  signInWithPasskey,
  startPasskeyRegistration,
  startPasskeySignIn,
} from '@datacar/core/wallet/passkeyRoutes';
import type { Address } from 'viem';
import { type Implementation, implement } from '../http/implement.ts';
import type { People } from '../vehicles/openPeople.ts';
import { createCeremonies } from './createCeremonies.ts';
import { personOf, SIGN_INS_PER_MINUTE, type SignInAs } from './implementWallet.ts';
import type { Passkey, Passkeys } from './openPasskeys.ts';
import type { Sessions } from './openSessions.ts';
import type { Principal } from './Principal.ts';
import {
  type AuthenticationQuestion,
  askToAuthenticate,
  askToRegister,
  type RegistrationQuestion,
} from './passkeyQuestions.ts';
import { relyingPartyOf } from './relyingParty.ts';
import { verifyAuthentication, verifyRegistration } from './verifyPasskey.ts';

export interface PasskeyServices {
  passkeys: Passkeys;
  people: People;
  sessions: Sessions;
  signInAs: SignInAs;
  clock: () => number;
}

export function implementPasskeys(services: PasskeyServices): Implementation[] {
  const { passkeys, people, sessions, signInAs, clock } = services;
  const limited = { perMinuteMax: SIGN_INS_PER_MINUTE };
  const registrations = createCeremonies<RegistrationQuestion>({ clock });
  const signIns = createCeremonies<AuthenticationQuestion>({ clock });

  /** Who registers: a person with a session, else whoever holds an invitation. */
  function registrant(principal: Principal, invitation: string | undefined) {
    const invited = invitation === undefined ? undefined : people.find(invitation);
    if (principal.kind === 'person' && 'session' in principal.via) {
      const { account } = principal;
      return { account, name: people.nameOf(account) ?? invited?.name ?? 'Owner' };
    }
    if (invited !== undefined) return { account: undefined, name: invited.name };
    throw new DatacarError('UNAUTHENTICATED', 'Sign in first, or open your invitation again.');
  }

  return [
    implement(
      startPasskeyRegistration,
      async ({ body, principal, request }) => {
        const person = registrant(principal, body.invitation);
        const party = relyingPartyOf(request.headers.origin);
        const own = person.account === undefined ? [] : passkeys.list(person.account);
        const { options, question } = await askToRegister({ ...person, party, own });
        return { ...registrations.begin(question), options };
      },
      limited,
    ),
    implement(
      registerPasskey,
      async ({ body, principal, request, reply }) => {
        const { account: own } = registrant(principal, body.invitation);
        const question = registrations.end(body.ceremony);
        const party = relyingPartyOf(request.headers.origin);
        const verified = await verifyRegistration(body.response, { question, party });
        if (question.account !== own) {
          throw new DatacarError('PASSKEY_INVALID', 'You signed in or out meanwhile. Begin again.');
        }
        const account = own ?? verified.account;
        // The passkey first: an invitation that is used up without it would leave the person outside.
        const passkey = await passkeys.add({ ...verified.credential, account, name: body.name });
        const vehicle = await accept(body.invitation, { passkey, own }, services);
        const session = await signInAs(account, reply, { passkey: passkey.id });
        return { ...session, passkey: describe(passkey), vehicle };
      },
      limited,
    ),
    implement(
      startPasskeySignIn,
      async ({ request }) => {
        const { options, question } = await askToAuthenticate(relyingPartyOf(request.headers.origin));
        return { ...signIns.begin(question), options };
      },
      limited,
    ),
    implement(
      signInWithPasskey,
      async ({ body, request, reply }) => {
        const question = signIns.end(body.ceremony);
        const party = relyingPartyOf(request.headers.origin);
        const passkey = passkeys.find(String(body.response.id));
        if (passkey === undefined || passkey.rpId !== party.rpId) {
          throw new DatacarError(
            'PASSKEY_INVALID',
            'This passkey is not known here. Ask the owner for an invitation.',
          );
        }
        await passkeys.noteUse(
          passkey.id,
          await verifyAuthentication(body.response, { question, party, passkey }),
        );
        return signInAs(passkey.account, reply, { passkey: passkey.id });
      },
      limited,
    ),
    implement(listPasskeys, ({ principal }) => ({
      items: passkeys.list(personOf(principal).account).map(describe),
    })),
    implement(removePasskey, async ({ principal, params }) => {
      await passkeys.remove({ account: personOf(principal).account, id: params.passkey });
      await sessions.endOf(params.passkey);
      return { isRemoved: true as const };
    }),
  ];
}

/** Gives the role of the invitation, if there is one. A passkey that somebody new made for nothing is forgotten. */
async function accept(
  invitation: string | undefined,
  { passkey, own }: { passkey: Passkey; own: Address | undefined },
  { people, passkeys }: PasskeyServices,
): Promise<string | null> {
  if (invitation === undefined) return null;
  try {
    return String((await people.accept(invitation, passkey.account)).vehicle);
  } catch (error) {
    if (own === undefined) await passkeys.remove(passkey);
    throw error;
  }
}

function describe({ id, name, createdAtMs, lastUsedAtMs, isBackedUp }: Passkey) {
  return { id, name, createdAtMs, lastUsedAtMs, isBackedUp };
}
