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
        { path: '/bien-nhan/:receipt?', lazy: async () => ({ Component: (await import('./receipt/ReceiptPage')).ReceiptPage }) },
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
                    { path: '/bao-cao-tong-hop', lazy: async () => ({ Component: (await import('./cityReport/CityReportPage')).CityReportPage }) },
                    { path: '/don-vi/:code', lazy: async () => ({ Component: (await import('./ward/WardPage')).WardPage }) },
                    { path: '/don-vi/:code/bao-cao/:period', lazy: async () => ({ Component: (await import('./report/ReportPage')).ReportPage }) },
                    { path: '/don-vi/:code/ke-hoach', lazy: async () => ({ Component: (await import('./plan/PlansPage')).PlansPage }) },
                    { path: '/don-vi/:code/ke-hoach/nhap', lazy: async () => ({ Component: (await import('./plan/PlanImportPage')).PlanImportPage }) },
                    { path: '/ke-hoach/:id', lazy: async () => ({ Component: (await import('./plan/PlanPage')).PlanPage }) },
                    { path: '/nhiem-vu', lazy: async () => ({ Component: (await import('./tasks/WorkListPage')).WorkListPage }) },
                    { path: '/nhiem-vu/danh-gia', lazy: async () => ({ Component: (await import('./tasks/KpiPage')).KpiPage }) },
                    { path: '/nhiem-vu/:id', lazy: async () => ({ Component: (await import('./tasks/TaskPage')).TaskPage }) },
                    { path: '/giao-viec', lazy: async () => ({ Component: (await import('./tasks/AssignmentsPage')).AssignmentsPage }) },
                    { path: '/giao-viec/moi', lazy: async () => ({ Component: (await import('./tasks/AssignPage')).AssignPage }) },
                    { path: '/giao-viec/:id', lazy: async () => ({ Component: (await import('./tasks/AssignmentPage')).AssignmentPage }) },
                    { path: '/theo-doi', lazy: async () => ({ Component: (await import('./cockpit/CockpitPage')).CockpitPage }) },
                    { path: '/duyet', lazy: async () => ({ Component: (await import('./review/QueuePage')).QueuePage }) },
                    { path: '/lich-bao-cao', lazy: async () => ({ Component: (await import('./period/CalendarPage')).CalendarPage }) },
                    { path: '/bieu-mau', lazy: async () => ({ Component: (await import('./templates/TemplatesPage')).TemplatesPage }) },
                    { path: '/bieu-mau/:code/:version', lazy: async () => ({ Component: (await import('./templates/TemplatePage')).TemplatePage }) },
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
