// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import type { Client } from '../client/Client.ts';

export interface PlainRequest {
  method: string;
  /** Path with every parameter filled in, and the query. */
  pathAndQuery: string;
  body?: BodyInit | undefined;
  headers: Readonly<Record<string, string>>;
  /** Whether sending it twice does no harm. Only then is it repeated after a failure. */
  isIdempotent: boolean;
  /** Whether to send the caller's credentials. */
  isAuthenticated: boolean;
  signal?: AbortSignal | undefined;
}

/** Enough to ride out a restart of the server, few enough that a person is told soon. */
const attemptsMax = 4;
const backoffFirstMs = 250;
/** A server that asks for a longer pause is not waited for; the caller decides. */
const retryAfterMaxMs = 10_000;
/** Answers by which a server or a proxy says "not now" rather than "no". */
const passingStatuses = new Set([429, 502, 503, 504]);

/** Sends a request and returns the answer when its status is 2xx; throws a DatacarError otherwise. */
export async function sendRequest(client: Client, request: PlainRequest): Promise<Response> {
  let hasRenewed = false;
  for (let attempt = 1; ; attempt += 1) {
    const token = request.isAuthenticated ? await client.credentials.getToken() : undefined;
    const outcome = await attemptOnce(client, request, token);
    if (outcome instanceof Response && outcome.ok) return outcome;

    if (outcome instanceof Response && outcome.status === 401 && !hasRenewed && request.isAuthenticated) {
      hasRenewed = true;
      if (await client.credentials.renew?.(token)) {
        await outcome.body?.cancel();
        continue;
      }
    }
    const pauseMs = pauseBeforeRetry(request, outcome, attempt);
    if (pauseMs === undefined) throw outcome instanceof Response ? await errorOfResponse(outcome) : outcome;
    if (outcome instanceof Response) await outcome.body?.cancel();
    await client.sleep(pauseMs);
    request.signal?.throwIfAborted();
  }
}

async function attemptOnce(
  client: Client,
  request: PlainRequest,
  token: string | undefined,
): Promise<Response | DatacarError> {
  const url = `${client.url}${request.pathAndQuery}`;
  // The timer covers the wait for the head only: a long export may take its time to arrive.
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), client.timeoutMs);
  try {
    return await client.fetch(url, {
      method: request.method,
      headers: { ...request.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      signal:
        request.signal === undefined ? deadline.signal : AbortSignal.any([deadline.signal, request.signal]),
      credentials: 'same-origin',
      ...(request.body === undefined ? {} : { body: request.body }),
    });
  } catch (cause) {
    request.signal?.throwIfAborted();
    const reason = deadline.signal.aborted
      ? `did not answer within ${client.timeoutMs} ms`
      : 'cannot be reached';
    return new DatacarError(
      'SERVER_UNREACHABLE',
      `The server at ${client.url} ${reason}. Check that it runs and that the address is right.`,
      { cause, details: { url } },
    );
  } finally {
    clearTimeout(timer);
  }
}

/** How long to wait before the next attempt, or undefined when there is to be none. */
function pauseBeforeRetry(
  request: PlainRequest,
  outcome: Response | DatacarError,
  attempt: number,
): number | undefined {
  if (!request.isIdempotent || attempt >= attemptsMax) return undefined;
  const backoffMs = backoffFirstMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
  if (!(outcome instanceof Response)) return backoffMs;
  if (!passingStatuses.has(outcome.status)) return undefined;
  const retryAfterMs = Number(outcome.headers.get('retry-after') ?? 0) * 1000;
  if (!Number.isFinite(retryAfterMs)) return backoffMs;
  return retryAfterMs > retryAfterMaxMs ? undefined : Math.max(backoffMs, retryAfterMs);
}

async function errorOfResponse(response: Response): Promise<DatacarError> {
  const text = await response.text().catch(() => '');
  let body: { error?: { code?: unknown; message?: unknown; field?: unknown; details?: unknown } } = {};
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    // Not our server's words: a proxy's page, say. The status has to do.
  }
  const { code, message, field, details } = body.error ?? {};
  if (typeof code === 'string' && typeof message === 'string') {
    return new DatacarError(code as ErrorCode, message, {
      details: {
        ...(typeof details === 'object' && details !== null ? details : {}),
        ...(typeof field === 'string' ? { field } : {}),
        status: response.status,
      },
    });
  }
  return new DatacarError(
    'RESPONSE_INVALID',
    `The server answered ${response.status} without saying why. Is ${new URL(response.url).origin} a Datacar server?`,
    { details: { status: response.status } },
  );
}
