// SPDX-License-Identifier: Apache-2.0
import type { ErrorBody } from '@datacar/core/api/errorBody';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { errorCodes } from '@datacar/core/errors/errorCodes';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

/** When to come back, for refusals that pass. */
const RETRY_AFTER_S = 1;

/** Answers with the one shape of errors; what is not expected is logged and told as INTERNAL. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toDatacarError(error, request);
  const { status } = errorCodes[known.code];
  if (status >= 500 && status !== 507) request.log.error({ err: error, code: known.code }, 'request failed');
  if ((status === 429 || status === 503 || status === 507) && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', RETRY_AFTER_S);
  }
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply.code(status).type('application/json').send(toErrorBody(known));
}

export function toErrorBody(error: DatacarError): ErrorBody {
  const { field, ...details } = error.details;
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(typeof field === 'string' ? { field } : {}),
      ...(Object.keys(details).length > 0 ? { details } : {}),
      docs: error.docsPath,
    },
  };
}

function toDatacarError(error: unknown, request: FastifyRequest): DatacarError {
  if (error instanceof DatacarError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    const field =
      first?.instancePath.replace(/^\//, '').replaceAll('/', '.') || (error.validationContext ?? 'input');
    return new DatacarError('INPUT_INVALID', `${field}: ${first?.message ?? 'not allowed'}.`, {
      details: { field },
    });
  }
  const { code, statusCode = 500 } = error as FastifyError;
  if (statusCode === 429) {
    return new DatacarError('RATE_LIMITED', 'Too many requests; wait as long as Retry-After says.');
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const isBatch = request.routeOptions.url?.endsWith('/batches') ?? false;
    return new DatacarError(
      isBatch ? 'BATCH_TOO_LARGE' : 'INPUT_TOO_LARGE',
      'The body is larger than allowed.',
    );
  }
  if (statusCode >= 400 && statusCode < 500) {
    return new DatacarError('INPUT_INVALID', (error as Error).message, { cause: error });
  }
  return new DatacarError('INTERNAL', 'Something broke on our side; the log has the details.', {
    cause: error,
  });
}
