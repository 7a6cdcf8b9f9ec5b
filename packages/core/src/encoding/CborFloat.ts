// SPDX-License-Identifier: Apache-2.0

/** A float64 on its way to or from CBOR, so that 3.0 is never taken for the integer 3. */
export class CborFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}
