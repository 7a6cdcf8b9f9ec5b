// SPDX-License-Identifier: Apache-2.0

export interface CallOptions {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  json: any;
  bytes: Buffer;
  headers: Headers;
}

export interface TestApi {
  url: string;
  /** Calls a route; `body` is sent as JSON unless it is bytes. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Signs in with the one-time link. */
  signIn(): Promise<string>;
}

/** Speaks plain HTTP to a server, as anyone could. */
export function createTestApi({ url, loginUrl }: { url: string; loginUrl: string }): TestApi {
  async function call(
    method: string,
    path: string,
    { token, body, headers = {} }: CallOptions = {},
  ): Promise<Answer> {
    const isBytes = body instanceof Uint8Array;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': isBytes ? 'application/cbor' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const json = isJson ? JSON.parse(bytes.toString()) : undefined;
    return { status: response.status, json, bytes, headers: response.headers };
  }

  /** The link works once, the session for everyone. */
  let session: Promise<string> | undefined;
  const useLink = async (): Promise<string> => {
    const token = new URL(loginUrl).hash.slice('#token='.length);
    return (await call('POST', '/v1/session/link', { body: { token } })).json.token;
  };

  return {
    url,
    call,
    signIn() {
      session ??= useLink();
      return session;
    },
  };
}
