// SPDX-License-Identifier: Apache-2.0

/** What a function does, and who may call it, in plain words. */
export interface Rule {
  what: string;
  who: string;
}

const afterVote = 'The timelock, after a vote of the members.';
const holder = 'The holder.';
const ownerOfVehicle =
  'The owner of the vehicle, whom the owner has approved for it, and operators of the owner.';

/**
 * The functions that OpenZeppelin wrote and Datacar did not, by contract and signature, or by signature alone where
 * they mean the same everywhere. What is neither here nor has a `@custom:who` stops the generation.
 */
export const inheritedRules: Readonly<Record<string, Rule>> = {
  'setAuthority(address)': {
    what: 'Puts another contract in the place of Access.',
    who: 'Nobody: only Access could, and refuses it to everybody.',
  },
  'upgradeToAndCall(address,bytes)': { what: 'Exchanges the code that the proxy runs.', who: afterVote },

  'Access.cancel(address,address,bytes)': {
    what: 'Takes back a call that was announced.',
    who: 'Whoever announced it, guardians of the role, and the timelock.',
  },
  'Access.consumeScheduledOp(address,bytes)': {
    what: 'Uses up a call that was announced.',
    who: 'The contract that is called.',
  },
  'Access.execute(address,bytes)': {
    what: 'Makes a call that was announced, once its time has come.',
    who: 'Whoever may call the function.',
  },
  'Access.schedule(address,bytes,uint48)': {
    what: 'Announces a call, where the role asks for it.',
    who: 'Whoever may call the function.',
  },
  'Access.multicall(bytes[])': {
    what: 'Makes several calls of this contract in one transaction.',
    who: 'Anyone; each call is checked as if it were made alone.',
  },
  'Access.labelRole(uint64,string)': { what: 'Gives a role a name.', who: afterVote },
  'Access.setGrantDelay(uint64,uint32)': {
    what: 'Says after which time a grant of a role takes effect.',
    who: afterVote,
  },
  'Access.setRoleAdmin(uint64,uint64)': { what: 'Says which role grants another.', who: afterVote },
  'Access.setRoleGuardian(uint64,uint64)': {
    what: 'Says which role may take back what another announced.',
    who: afterVote,
  },
  'Access.setTargetAdminDelay(address,uint32)': {
    what: 'Says for which time changes of the rules of a contract must be announced.',
    who: afterVote,
  },
  'Access.setTargetFunctionRole(address,bytes4[],uint64)': {
    what: 'Says which role may call functions of a contract; refused for the function that upgrades.',
    who: afterVote,
  },

  'Timelock.cancel(bytes32)': {
    what: 'Takes back an operation that waits.',
    who: "The contract of the members' vote, for a proposal to call it off that has passed.",
  },
  'Timelock.execute(address,uint256,bytes,bytes32,bytes32)': {
    what: 'Makes a call that has waited for its delay.',
    who: "The contract of the members' vote.",
  },
  'Timelock.executeBatch(address[],uint256[],bytes[],bytes32,bytes32)': {
    what: 'Makes calls that have waited for their delay.',
    who: "The contract of the members' vote, for whoever asks it to once the delay is over.",
  },
  'Timelock.schedule(address,uint256,bytes,bytes32,bytes32,uint256)': {
    what: 'Lets a call wait for the delay.',
    who: "The contract of the members' vote.",
  },
  'Timelock.scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)': {
    what: 'Lets calls wait for the delay.',
    who: "The contract of the members' vote, for a proposal that has passed.",
  },
  'Timelock.onERC721Received(address,address,uint256,bytes)': {
    what: 'Lets the timelock receive tokens; changes nothing.',
    who: 'Anyone.',
  },
  'Timelock.onERC1155Received(address,address,uint256,uint256,bytes)': {
    what: 'Lets the timelock receive tokens; changes nothing.',
    who: 'Anyone.',
  },
  'Timelock.onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)': {
    what: 'Lets the timelock receive tokens; changes nothing.',
    who: 'Anyone.',
  },

  'VehicleRegistry.approve(address,uint256)': {
    what: 'Lets an account transfer the vehicle, once.',
    who: 'The owner of the vehicle, and operators of the owner.',
  },
  'VehicleRegistry.setApprovalForAll(address,bool)': {
    what: 'Makes an account an operator: it may transfer all vehicles of the caller.',
    who: 'Any owner, for the own vehicles.',
  },
  'VehicleRegistry.transferFrom(address,address,uint256)': {
    what: 'Transfers the vehicle.',
    who: ownerOfVehicle,
  },
  'VehicleRegistry.safeTransferFrom(address,address,uint256)': {
    what: 'Transfers the vehicle, to a contract only when it takes it.',
    who: ownerOfVehicle,
  },
  'VehicleRegistry.safeTransferFrom(address,address,uint256,bytes)': {
    what: 'Transfers the vehicle, to a contract only when it takes it.',
    who: ownerOfVehicle,
  },

  'DATR.approve(address,uint256)': { what: 'Lets an account spend so much.', who: holder },
  'DATR.burn(uint256)': { what: 'Destroys so much.', who: holder },
  'DATR.burnFrom(address,uint256)': {
    what: 'Destroys so much of what a holder has.',
    who: 'Whom the holder has let spend as much.',
  },
  'DATR.delegate(address)': {
    what: 'Gives the votes of DATR to an account; nothing in Datacar counts them.',
    who: holder,
  },
  'DATR.delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)': {
    what: 'Gives the votes of DATR to an account; nothing in Datacar counts them.',
    who: "Anyone who has the holder's signature, once.",
  },
  'DATR.permit(address,address,uint256,uint256,uint8,bytes32,bytes32)': {
    what: 'Lets an account spend so much.',
    who: "Anyone who has the holder's signature, once.",
  },
  'DATR.transfer(address,uint256)': { what: 'Transfers so much.', who: holder },
  'DATR.transferFrom(address,address,uint256)': {
    what: 'Transfers so much of what a holder has.',
    who: 'Whom the holder has let spend as much.',
  },
};
