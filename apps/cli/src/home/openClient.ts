// SPDX-License-Identifier: Apache-2.0
import type { Client, Credentials } from '@datacar/sdk/client/Client';
import { createClient } from '@datacar/sdk/client/createClient';
import type { CommandContext } from '../command/CommandContext.ts';
import { serverUrl } from './serverUrl.ts';
import { openSessionCache } from './sessionCache.ts';

/**
 * A client of the server that the command is about. It signs in, when a call needs it, with DATACAR_TOKEN if
 * there is one, else as the home's owner; a session is kept in the home and used again.
 */
export async function openClient(context: CommandContext): Promise<Client> {
  const url = await serverUrl(context);
  const apiToken = process.env.DATACAR_TOKEN;
  if (apiToken !== undefined && apiToken !== '') return createClient({ url, token: apiToken });
  const client = createClient({ url });
  return { ...client, credentials: ownerCredentials(client, context) };
}

function ownerCredentials(client: Client, context: CommandContext): Credentials {
  const cache = openSessionCache(context.home, client.url);
  let pending: Promise<string> | undefined;
  const signIn = async (): Promise<string> => {
    const [{ openOwnerAccount }, { signInWithAccount }] = await Promise.all([
      import('./openOwnerAccount.ts'),
      import('@datacar/sdk/wallet/signInWithAccount'),
    ]);
    const account = await openOwnerAccount(context);
    const session = await signInWithAccount(client, { account });
    await cache.write(session);
    return session.token;
  };
  return {
    getToken: () => {
      pending ??= cache.read().then((token) => token ?? signIn());
      return pending;
    },
    renew: async () => {
      pending = signIn();
      await pending;
      return true;
    },
  };
}
