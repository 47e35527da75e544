import { Group, Paper, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

/** A titled part of a page. */
export function Panel({ title, aside, children, className }: { title: ReactNode; aside?: ReactNode; children: ReactNode; className?: string }) {
  const id = useId();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id} className={className}>
      <Group justify="space-between" mb="sm" gap="xs" align="center">
        <Title order={2} size="h4" id={id}>{title}</Title>
        {aside}
      </Group>
      {children}
    </Paper>
  );
}
