// SPDX-License-Identifier: Apache-2.0

/** The `external_aad` of each signed thing, so that no signature serves twice. */
export const signatureDomains = {
  batch: 'datacar/batch/1',
  acknowledgement: 'datacar/ack/1',
  certificate: 'datacar/certificate/1',
  device: 'datacar/device/1',
  enrolment: 'datacar/enrol/1',
} as const;

export type SignatureDomain = (typeof signatureDomains)[keyof typeof signatureDomains];
