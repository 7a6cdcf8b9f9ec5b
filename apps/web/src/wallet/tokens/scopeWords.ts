// SPDX-License-Identifier: Apache-2.0
import { type Scope, scopes } from '@datacar/core/api/scopes';

const words: Readonly<Record<Scope, string>> = {
  'vehicles:read': 'See which cars there are and whose they are',
  'vehicles:write': 'Register cars and make enrolment codes',
  'records:read': 'Read, prove and export what the cars said',
  'records:write': 'Bring records and anchor them',
};

/** What a program may do, as a person reads it. */
export const scopeChoices = scopes.map((scope) => [scope, words[scope]] as const);
