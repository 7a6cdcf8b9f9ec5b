// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '@datacar/sdk/client/Client';
import type { CommandContext } from '../command/CommandContext.ts';
import { serverUrl } from './serverUrl.ts';

/** A client that asks the server what it tells everyone, without signing in; undefined when no server is known. */
export async function openPublicClient(
  context: Pick<CommandContext, 'home' | 'serverUrl'>,
): Promise<Client | undefined> {
  let url: string;
  try {
    url = await serverUrl(context);
  } catch (error) {
    if (error instanceof DatacarError && error.code === 'SERVER_UNREACHABLE') return undefined;
    throw error;
  }
  const { createClient } = await import('@datacar/sdk/client/createClient');
  return createClient({ url });
}

/**
 * What a question to the server answers, or undefined when no server is known or the one that is does not answer: for
 * commands that can do without.
 */
export async function askIfReachable<Answer>(
  context: Pick<CommandContext, 'home' | 'serverUrl'>,
  question: (client: Client) => Promise<Answer>,
): Promise<Answer | undefined> {
  const client = await openPublicClient(context);
  if (client === undefined) return undefined;
  try {
    // One attempt and few seconds: the answer is a kindness, and the command must not hang for it.
    return await question({ ...client, timeoutMs: reachableTimeoutMs });
  } catch (error) {
    if (error instanceof DatacarError && error.code === 'SERVER_UNREACHABLE') return undefined;
    throw error;
  }
}

const reachableTimeoutMs = 10_000;
