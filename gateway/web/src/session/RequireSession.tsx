import { Center, Loader } from '@mantine/core';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Failed } from '../components/Failed';
import { SessionContext, useSessionQuery } from './session';
import { wasLeft } from './sessionState';

/** Pages behind it have a session; without one the way leads over sign-in and back to the same address. */
export function RequireSession() {
  const location = useLocation();
  const session = useSessionQuery();
  if (session.isPending) {
    return (
      <Center h="60vh">
        <Loader aria-label="Đang mở" />
      </Center>
    );
  }
  if (session.isError) return <Failed error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) {
    const back = location.pathname + location.search;
    return <Navigate to={back === '/' || wasLeft() ? '/dang-nhap' : `/dang-nhap?tiep=${encodeURIComponent(back)}`} replace />;
  }
  return (
    <SessionContext.Provider value={session.data}>
      <Outlet />
    </SessionContext.Provider>
  );
}
