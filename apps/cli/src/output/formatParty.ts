// SPDX-License-Identifier: Apache-2.0

/** An account by its name where it has one, else by its address. */
export function formatParty({ account, name }: { account: string; name: string | null }): string {
  return name ?? account;
}
