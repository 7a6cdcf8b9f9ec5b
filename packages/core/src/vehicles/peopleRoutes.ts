// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from '../api/defineRoute.ts';
import { address, qrRows, timeMs, vehicleId, vehicleParams } from '../api/schemas.ts';
import { roles } from './roles.ts';

const role = z.enum(roles).describe('owner, driver or viewer; each may do what the ones after it may');

const personName = z.string().trim().min(1).max(64);

const invitation = z.object({
  id: z.string(),
  name: z.string().describe('Of the person, as who invited wrote it'),
  role,
  createdAtMs: timeMs,
  expiresAtMs: timeMs,
});

const invitationCode = z.string().min(8).max(64);

export const listPeople = defineRoute({
  name: 'listPeople',
  method: 'GET',
  path: '/v1/vehicles/:id/people',
  summary: 'Who may do what with the vehicle on this server, and who is invited',
  access: ['owner'],
  scope: 'vehicles:read',
  params: vehicleParams,
  response: z.object({
    items: z.array(
      z.object({
        account: address,
        name: z.string().nullable(),
        role,
        isOwnerOnChain: z.boolean(),
        sinceMs: timeMs.nullable().describe('`null` for the owner on the chain'),
        passkeys: z.int().describe('How many passkeys sign this person in'),
      }),
    ),
    invitations: z.array(invitation),
  }),
  errors: ['NOT_FOUND'],
});

export const invitePerson = defineRoute({
  name: 'invitePerson',
  method: 'POST',
  path: '/v1/vehicles/:id/invitations',
  summary: 'A one-time code with which a person gets a role. Only the owner on the chain may name owners',
  access: ['owner'],
  params: vehicleParams,
  body: z.strictObject({
    name: personName,
    role,
    expiresInHours: z.int().min(1).max(720).default(72),
  }),
  response: invitation.extend({
    code: z.string().describe('Shown once; the server keeps only its hash'),
    url: z.string().describe('Opens the invitation; reachable from the local network when `--lan` is on'),
    qr: qrRows.describe('The QR code of the URL'),
  }),
  errors: ['INPUT_INVALID', 'LIMIT_REACHED', 'NOT_FOUND'],
});

export const withdrawInvitation = defineRoute({
  name: 'withdrawInvitation',
  method: 'DELETE',
  path: '/v1/vehicles/:id/invitations/:invitation',
  summary: 'End an invitation that nobody has used',
  access: ['owner'],
  params: vehicleParams.extend({ invitation: z.string().max(64) }),
  response: z.object({ isWithdrawn: z.literal(true) }),
  errors: ['NOT_FOUND'],
});

export const removePerson = defineRoute({
  name: 'removePerson',
  method: 'DELETE',
  path: '/v1/vehicles/:id/people/:account',
  summary: "End a person's role at once; everyone may end their own",
  access: ['viewer'],
  params: vehicleParams.extend({ account: address }),
  response: z.object({ isRemoved: z.literal(true) }),
  errors: ['NOT_FOUND'],
});

export const readInvitation = defineRoute({
  name: 'readInvitation',
  method: 'POST',
  path: '/v1/invitations/read',
  summary: 'What an invitation is to, for who has its code. It uses nothing up',
  access: 'public',
  body: z.strictObject({ code: invitationCode }),
  response: z.object({
    vehicle: vehicleId,
    model: z.string(),
    name: z.string(),
    role,
    expiresAtMs: timeMs,
  }),
  errors: ['INPUT_INVALID', 'INVITATION_INVALID', 'RATE_LIMITED'],
});

export const acceptInvitation = defineRoute({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/v1/invitations/accept',
  summary: 'Take the role of an invitation as who you are signed in as',
  access: ['signedIn'],
  body: z.strictObject({ code: invitationCode }),
  response: z.object({ vehicle: vehicleId, role }),
  errors: ['INPUT_INVALID', 'INVITATION_INVALID', 'RATE_LIMITED'],
});

/** Routes about the people of a vehicle. */
export const peopleRoutes = [
  listPeople,
  invitePerson,
  withdrawInvitation,
  removePerson,
  readInvitation,
  acceptInvitation,
] as const;
