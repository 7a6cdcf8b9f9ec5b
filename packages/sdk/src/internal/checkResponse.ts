// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type LiveMessage, liveMessage } from '@datacar/core/records/liveMessage';
import { routesByName } from './routesByName.ts';

/** A wrong list would repeat the same issue for every item. */
const issuesShownMax = 10;

/** Checks an answer against its route's definition; throws RESPONSE_INVALID when it does not fit. */
export function checkResponse(routeName: string, answer: unknown): unknown {
  const schema = routesByName.get(routeName)?.response;
  if (schema === undefined) return answer;
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw misfit(`The answer to ${routeName}`, result.error.issues);
}

/** Checks a message of the live feed; throws RESPONSE_INVALID when it is none. */
export function checkLiveMessage(message: unknown): LiveMessage {
  const result = liveMessage.safeParse(message);
  if (result.success) return result.data;
  throw misfit('A message of the live feed', result.error.issues);
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

function misfit(what: string, issues: readonly Issue[]): DatacarError {
  const details = issues
    .slice(0, issuesShownMax)
    .map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  return new DatacarError(
    'RESPONSE_INVALID',
    `${what} is not what the API describes (${details[0]?.path}: ${details[0]?.message}). Server and client may be of different versions.`,
    { details: { issues: details } },
  );
}
