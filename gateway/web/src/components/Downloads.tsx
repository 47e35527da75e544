import { Anchor, Group, Text } from '@mantine/core';

export const FORMAT_NAMES = { docx: 'Word', pdf: 'PDF', xlsx: 'Excel', csv: 'CSV' } as const;

/** Links to an export in each of its formats; the server names the files. */
export function Downloads({ address, formats }: { address: string; formats: (keyof typeof FORMAT_NAMES)[] }) {
  return (
    <Group gap={6} wrap="nowrap" className="no-print">
      <Text size="sm" c="dimmed">Tải về:</Text>
      {formats.map((format) => (
        <Anchor key={format} size="sm" href={`${address}?format=${format}`} download aria-label={`Tải về tệp ${FORMAT_NAMES[format]}`}>
          {FORMAT_NAMES[format]}
        </Anchor>
      ))}
    </Group>
  );
}
