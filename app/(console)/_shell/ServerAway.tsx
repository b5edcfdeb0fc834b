"use client";

import { ReloadOutlined } from "@ant-design/icons";
import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useText } from "../../_lib/i18n";

/** Said on every page while no answer comes; what is on screen and in forms stays. */
export function ServerAway() {
  const t = useText();
  const queryClient = useQueryClient();
  const isFetching = useIsFetching() > 0;
  return (
    <Alert
      banner
      type="error"
      showIcon
      role="alert"
      title={t("shell.serverAway")}
      action={
        <Button
          size="small"
          icon={<ReloadOutlined />}
          loading={isFetching}
          onClick={() => queryClient.invalidateQueries()}
        >
          {t("common.retry")}
        </Button>
      }
    />
  );
}
