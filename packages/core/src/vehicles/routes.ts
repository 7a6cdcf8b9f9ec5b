// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from '../api/defineRoute.ts';
import {
  address,
  base64url,
  hash32,
  hexBytes,
  pageOf,
  pageQuery,
  timeMs,
  vehicleId,
  vehicleParams,
} from '../api/schemas.ts';
import { roles } from './roles.ts';

const deviceSource = z.enum(['secureElement', 'software', 'simulated']);

const vehicle = z.object({
  id: vehicleId,
  did: z.string(),
  owner: address,
  ownerEpoch: z.int(),
  model: z.string(),
  isSelfRegistered: z.boolean(),
  /** `null` until an agent has enrolled. */
  deviceKey: z.object({ keyIndex: z.int(), source: deviceSource, publicKey: hexBytes }).nullable(),
  lastReadingMs: timeMs.nullable(),
  isErased: z.boolean(),
  role: z
    .enum([...roles, 'formerOwner'])
    .describe('Yours with this vehicle; a former owner still reads what it said then'),
});

export const registerVehicle = defineRoute({
  name: 'registerVehicle',
  method: 'POST',
  path: '/v1/vehicles',
  summary: 'Register a vehicle. Registering the same VIN again answers with the same vehicle',
  access: ['operator'],
  scope: 'vehicles:write',
  body: z.strictObject({
    vin: z.string().max(32).describe('ISO 3779: 17 characters, without I, O and Q'),
    model: z.string().min(1).max(64),
    source: deviceSource.default('software').describe('Where the device key lives'),
    owner: address.optional().describe('The account that becomes the owner; without it, the caller'),
  }),
  response: z.object({
    id: vehicleId,
    did: z.string(),
    created: z.boolean(),
    /** Only for a vehicle without a device key: the one-time code for its agent. */
    enrolmentCode: z.string().nullable(),
    enrolmentExpiresAtMs: timeMs.nullable(),
  }),
  errors: ['INPUT_INVALID', 'VIN_INVALID', 'STORAGE_FULL'],
});

export const listVehicles = defineRoute({
  name: 'listVehicles',
  method: 'GET',
  path: '/v1/vehicles',
  summary: 'The vehicles that you own, and those that their owners share with you',
  access: ['signedIn'],
  scope: 'vehicles:read',
  query: pageQuery,
  response: pageOf(vehicle),
  errors: ['INPUT_INVALID'],
});

export const readVehicle = defineRoute({
  name: 'readVehicle',
  method: 'GET',
  path: '/v1/vehicles/:id',
  summary: 'One vehicle',
  access: ['viewer'],
  scope: 'vehicles:read',
  params: vehicleParams,
  response: vehicle,
  errors: ['NOT_FOUND'],
});

export const createEnrolmentCode = defineRoute({
  name: 'createEnrolmentCode',
  method: 'POST',
  path: '/v1/vehicles/:id/enrolment-codes',
  summary: 'A one-time code with which an agent makes its own key for this vehicle; replaces the code before',
  access: ['owner'],
  scope: 'vehicles:write',
  params: vehicleParams,
  response: z.object({ enrolmentCode: z.string(), expiresAtMs: timeMs }),
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
});

export const enrolDevice = defineRoute({
  name: 'enrolDevice',
  method: 'POST',
  path: '/v1/enrolments',
  summary: "Register an agent's device key with a one-time code",
  access: 'public',
  body: z.strictObject({
    code: z.string().min(8).max(64),
    publicKey: base64url.describe('P-256, uncompressed, 65 bytes, base64url'),
    signature: base64url
      .max(1_024)
      .describe(
        'COSE_Sign1 by that key over the EnrolmentStatement {version, code, publicKey}, domain datacar/enrol/1, base64url',
      ),
  }),
  response: z.object({
    vehicle: vehicleId,
    keyIndex: z.int(),
    ownerEpoch: z.int(),
    source: deviceSource,
    certificate: base64url,
    chainId: z.int(),
    genesisHash: hash32,
    registry: address,
    ackKey: hexBytes,
    log: z.string().describe('Log origin'),
    mqttUrl: z.string().nullable(),
    catalogue: hash32,
  }),
  errors: ['INPUT_INVALID', 'ENROLMENT_CODE_INVALID', 'SIGNATURE_INVALID', 'RATE_LIMITED'],
});

export const vehiclesRoutes = [
  registerVehicle,
  listVehicles,
  readVehicle,
  createEnrolmentCode,
  enrolDevice,
] as const;
