// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { createFormat, type Format } from '../ui/format/createFormat.ts';
import { usePreferences } from './preferences.ts';

/** Formats quantities and times as the viewer chose. */
export function useFormat(): Format {
  const { distance, temperature, timeZone } = usePreferences();
  return useMemo(
    () => createFormat({ distance, temperature, timeZone: timeZone === 'local' ? undefined : timeZone }),
    [distance, temperature, timeZone],
  );
}
