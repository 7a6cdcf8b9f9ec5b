// SPDX-License-Identifier: Apache-2.0

/** Whether colours are wanted on a stream (https://no-color.org). */
export function hasColors(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}
