// SPDX-License-Identifier: Apache-2.0

/** What an API token may be allowed to do. A session of a person may do all of it. */
export const scopes = ['vehicles:read', 'vehicles:write', 'records:read', 'records:write'] as const;

export type Scope = (typeof scopes)[number];
