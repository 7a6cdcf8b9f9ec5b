// SPDX-License-Identifier: Apache-2.0

/** Actions of the SDK that its messages advise, by the command that does the same. */
const commandOf: Readonly<Record<string, string>> = {
  addMember: 'datacar member add',
  proposeCalls: 'datacar member propose --calls',
  proposeMember: 'datacar member propose --name',
  proposeRoles: 'datacar member propose --role',
  registerNode: 'datacar validator register',
};

/** A message of the SDK for somebody at a terminal: `(addMember)` is for programs, the command is for people. */
export function nameCommands(message: string): string {
  return message.replace(/\((\w+)\)/g, (all, action: string) => {
    const command = commandOf[action];
    return command === undefined ? all : `(\`${command}\`)`;
  });
}
