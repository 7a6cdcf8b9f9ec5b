// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** Adds to an error about an unknown signal which one may have been meant. */
export async function withSuggestion(error: unknown, { signal }: Record<string, unknown>): Promise<unknown> {
  if (!(error instanceof DatacarError) || error.code !== 'SIGNAL_UNKNOWN' || !Array.isArray(signal))
    return error;
  const [{ catalogue }, { suggestPath }] = await Promise.all([
    import('@datacar/core/signals/catalogue'),
    import('./suggestPath.ts'),
  ]);
  const paths = catalogue.map(({ path }) => path);
  const unknown = (signal as string[]).filter((path) => !paths.includes(path));
  const suggestions = unknown.flatMap((path) => suggestPath(path, paths) ?? []);
  const hint =
    suggestions.length === 0
      ? '`datacar signals list` has them all.'
      : `Did you mean ${suggestions.join(', ')}?`;
  return new DatacarError(error.code, `${error.message} ${hint}`, {
    cause: error,
    details: { ...error.details, suggestions },
  });
}
