// SPDX-License-Identifier: Apache-2.0
import { createPageClient } from '@datacar/sdk/client/createPageClient';

/** The connection to the server that the page came from. The session is a cookie that scripts cannot read. */
export const client = createPageClient();
