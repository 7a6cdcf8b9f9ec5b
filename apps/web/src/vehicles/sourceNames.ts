// SPDX-License-Identifier: Apache-2.0
import type { DriveSummary } from '../records/drivesQuery.ts';

/** Where values come from, in a word. */
export const sourceNames: Readonly<Record<DriveSummary['source'], string>> = {
  secureElement: 'Secure element',
  software: 'Software key',
  import: 'Imported',
  simulated: 'Simulated',
  mixed: 'Mixed',
};

/** What that means for one who wants to rely on it. */
export const sourceMeanings: Readonly<Record<DriveSummary['source'], string>> = {
  secureElement: 'Signed by a chip in the car that keeps its key to itself',
  software: "Signed by a key on the car's computer",
  import: 'Brought in from a file and signed then; the car did not sign it when it happened',
  simulated: 'Said by a simulated car, not by a real one',
  mixed: 'From several sources',
};
