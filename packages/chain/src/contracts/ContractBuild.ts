// SPDX-License-Identifier: Apache-2.0

/** How a contract was compiled, what deploys it, and what its code on a chain has to be. */
export interface ContractBuild {
  name: string;
  /** Version of solc. */
  compiler: string;
  /** Of the compiler, as its metadata says. */
  settings: Readonly<Record<string, unknown>>;
  /** The code that runs the constructor, 0x-hex; its arguments follow. */
  creationBytecode: string;
  /** The code after the constructor ran, 0x-hex, with zeros where it wrote immutables. */
  runtimeBytecode: string;
  /** Where those stand, in bytes from the start; one that is used often stands at several places. */
  immutables: readonly { name: string; start: number; length: number }[];
  /** Every file that went in, its own first. */
  sourcePaths: readonly string[];
}
