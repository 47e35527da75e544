import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link, NavLink, useLocation } from 'react-router';
import { useSession } from '../session/session';
import classes from './Layout.module.css';
import { isGroup, navigationOf, type NavGroup } from './navigation';

/** The pages of the platform, by the person's role. */
export function Navigation() {
  const session = useSession();
  return (
    <nav className={classes.nav} aria-label="Trang chính">
      {navigationOf(session).map((entry) => (isGroup(entry) ? (
        <Group key={entry.label} group={entry} />
      ) : (
        <NavLink key={entry.to} className={classes.navLink} to={entry.to} end={entry.end}>{entry.label}</NavLink>
      )))}
    </nav>
  );
}

function Group({ group }: { group: NavGroup }) {
  const { pathname } = useLocation();
  const isHere = (to: string, end?: boolean) => pathname === to || (!end && pathname.startsWith(`${to}/`));
  const current = group.pages.find((p) => isHere(p.to, p.end)) ?? group.pages.find((p) => isHere(p.to));
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.navLink} aria-current={current ? 'page' : undefined}>
          {group.label} <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {group.pages.map((page) => (
          <Menu.Item key={page.to} component={Link} to={page.to} aria-current={page === current ? 'page' : undefined}>{page.label}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
