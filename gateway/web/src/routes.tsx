import { createBrowserRouter } from 'react-router';
import { HomePage } from './city/HomePage';
import { AppLayout } from './layout/AppLayout';
import { CrashPage } from './notFound/CrashPage';
import { NotFoundPage } from './notFound/NotFoundPage';
import { RequireSession } from './session/RequireSession';
import { SignInPage } from './session/SignInPage';

export function createRouter() {
  return createBrowserRouter([
    {
      ErrorBoundary: CrashPage,
      HydrateFallback: () => null,
      children: [
        { path: '/dang-nhap', Component: SignInPage },
        {
          Component: RequireSession,
          children: [
            {
              Component: AppLayout,
              children: [
                {
                  ErrorBoundary: CrashPage,
                  children: [
                    { path: '/', Component: HomePage },
                    { path: '/don-vi/:code', lazy: async () => ({ Component: (await import('./ward/WardPage')).WardPage }) },
                    { path: '/don-vi/:code/bao-cao/:period', lazy: async () => ({ Component: (await import('./report/ReportPage')).ReportPage }) },
                    { path: '/don-vi/:code/ke-hoach/nhap', lazy: async () => ({ Component: (await import('./plan/PlanImportPage')).PlanImportPage }) },
                    { path: '/ke-hoach/:id', lazy: async () => ({ Component: (await import('./plan/PlanPage')).PlanPage }) },
                    { path: '/thong-bao', lazy: async () => ({ Component: (await import('./inbox/InboxPage')).InboxPage }) },
                    { path: '/cai-dat', lazy: async () => ({ Component: (await import('./settings/SettingsPage')).SettingsPage }) },
                    { path: '/cai-dat/:part', lazy: async () => ({ Component: (await import('./settings/SettingsPage')).SettingsPage }) },
                    { path: '*', Component: NotFoundPage },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
