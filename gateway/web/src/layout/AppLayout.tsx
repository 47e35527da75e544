import { Button, Menu, Text } from '@mantine/core';
import { IconLogout, IconSettings, IconUser } from '@tabler/icons-react';
import { Link, Outlet } from 'react-router';
import { Bell } from '../inbox/Bell';
import { settingsOf } from '../settings/parts';
import { rights, useSession, useSignOut } from '../session/session';
import { DemoBanner } from './DemoBanner';
import { Emblem } from './Emblem';
import classes from './Layout.module.css';
import { Navigation } from './Navigation';

export function AppLayout() {
  const session = useSession();
  const signOut = useSignOut();
  const home = rights.seesCity(session) ? '/' : `/don-vi/${session.unit}`;
  return (
    <>
      <a className={classes.skip} href="#noi-dung">Tới nội dung</a>
      <DemoBanner />
      <header className={classes.header}>
        <div className={classes.headerInner}>
          <Link className={classes.brand} to={home}>
            <Emblem size={30} />
            <span className={classes.brandText}>Cải cách hành chính</span>
          </Link>
          <Navigation />
          <div className={classes.who}>
            <Text size="sm" fw={600} truncate>{session.displayName}</Text>
            <Text size="xs" c="dimmed" truncate>{session.unitName}</Text>
          </div>
          <Bell />
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button variant="default" size="sm" px="xs" aria-label="Tài khoản">
                <IconUser size={18} aria-hidden />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{session.displayName}<br />{session.unitName}</Menu.Label>
              {settingsOf(session).length > 0 && (
                <Menu.Item component={Link} to="/cai-dat" leftSection={<IconSettings size={16} aria-hidden />}>Cài đặt</Menu.Item>
              )}
              <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>Đăng xuất</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      <main className={classes.main} id="noi-dung" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
