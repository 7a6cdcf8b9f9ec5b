// SPDX-License-Identifier: Apache-2.0
import { Outlet } from '@tanstack/react-router';

export function CarLayout() {
  return <Outlet />;
}
