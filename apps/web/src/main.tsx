// SPDX-License-Identifier: Apache-2.0
import './ui/theme.css';
import './ui/base.css';
// Their classes are used without their components, too.
import './ui/Button.css';
import './ui/Card.css';
import './ui/Field.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/Providers.tsx';
import { applyTheme } from './app/preferences.ts';
import { queryClient } from './app/queryClient.ts';
import { registerServiceWorker } from './app/registerServiceWorker.ts';
import { router } from './app/router.ts';
import { sessionQuery } from './app/useSession.ts';
import { listenForInstallPrompt } from './wallet/phone/installPrompt.ts';

applyTheme();
registerServiceWorker();
listenForInstallPrompt();
// After an update of the server the chunks of the old page are gone; the new page knows its own.
window.addEventListener('vite:preloadError', () => {
  const key = 'datacar.reloadedAtMs';
  if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) < 10_000) return;
  sessionStorage.setItem(key, String(Date.now()));
  location.reload();
});

// Both are on their way while React starts.
void queryClient.prefetchQuery(sessionQuery);
void router.load();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
