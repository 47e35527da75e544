import { List, Popover, Text, UnstyledButton } from '@mantine/core';
import classes from './Plan.module.css';

/** How a plan goes from draft to closed, in a few words. */
export function PlanHelp() {
  return (
    <Popover width={420} position="bottom-start" withArrow withinPortal>
      <Popover.Target><UnstyledButton className={classes.lineLink}>Kế hoạch đi qua những bước nào?</UnstyledButton></Popover.Target>
      <Popover.Dropdown>
        <List size="sm" spacing={4}>
          <List.Item><b>Bản nháp</b>: nhập từ văn bản, lập trực tiếp hoặc chép từ kế hoạch cũ; sửa mọi ô, đánh dấu những chỗ đã xem.</List.Item>
          <List.Item><b>Trình – phê duyệt – ban hành</b>: công chức trình, lãnh đạo đơn vị hoặc Sở Nội vụ phê duyệt, trả lại kèm lý do, ban hành.</List.Item>
          <List.Item><b>Đường ngắn</b>: kế hoạch đã ký trên giấy thì ban hành ngay từ bản nháp.</List.Item>
          <List.Item><b>Sửa đổi</b>: mở bản sửa đổi cạnh kế hoạch đang có hiệu lực; khi ban hành, nhiệm vụ giữ lại vẫn giữ tiến độ.</List.Item>
          <List.Item><b>Đóng</b>: kèm lý do; trong 90 ngày có thể mở lại.</List.Item>
        </List>
        <Text size="xs" c="dimmed" mt="xs">Phím tắt: Ctrl+S lưu, Ctrl+Z hoàn tác (khi không gõ trong ô).</Text>
      </Popover.Dropdown>
    </Popover>
  );
}
