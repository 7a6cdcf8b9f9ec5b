// SPDX-License-Identifier: Apache-2.0

const vinLength = 17;

/** People type it with spaces and hyphens, as papers print it. */
export const normalizeVin = (text: string): string => text.toUpperCase().replace(/[\s-]/g, '');

/** What is wrong with a VIN (ISO 3779), in words; `null` when it can be one. */
export function describeVin(text: string): string | null {
  const vin = normalizeVin(text);
  if (vin === '') return 'Enter the VIN.';
  const misread = /[IOQ]/.exec(vin)?.[0];
  if (misread !== undefined) {
    return `A VIN has no ${misread}: it is ${misread === 'I' ? 'the digit 1' : 'the digit 0'}, most likely.`;
  }
  const strange = /[^A-Z0-9]/.exec(vin)?.[0];
  if (strange !== undefined) return `“${strange}” cannot stand in a VIN: it has letters and digits only.`;
  if (vin.length !== vinLength) return `A VIN has ${vinLength} characters; this has ${vin.length}.`;
  return null;
}
