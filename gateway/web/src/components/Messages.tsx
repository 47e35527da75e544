import { useNotifications } from '@mantine/notifications';
import { useState } from 'react';
import { later } from './later';

const Notifications = later(async () => (await import('./Notifications')).Notifications);

/** What was told to the person. How it is shown is loaded with the first message, which waits in the store until then. */
export function Messages() {
  const [told, setTold] = useState(false);
  const { notifications } = useNotifications();
  if (notifications.length > 0 && !told) setTold(true);
  return told && <Notifications position="top-right" />;
}
