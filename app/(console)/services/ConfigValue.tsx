"use client";

import { LockOutlined } from "@ant-design/icons";
import type { ConfigItem } from "@opstage/contracts";
import { Tooltip } from "antd";
import { useText } from "../../_lib/i18n";
import styles from "./services.module.css";

/** A configured value as far as it may be seen; of a sensitive one only whether it is set, and where it is kept. */
export function ConfigValue({ config }: { readonly config: ConfigItem }) {
  const t = useText();
  if (config.sensitive) {
    return (
      <span className="row">
        <Tooltip title={t("services.configSensitive")}>
          <span className={styles.secret}>
            <LockOutlined aria-hidden="true" />{" "}
            {t(config.secretRef === null ? "services.configHidden" : "services.configSet")}
          </span>
        </Tooltip>
        {config.secretRef && <code className="mono faint">{config.secretRef}</code>}
      </span>
    );
  }
  if (config.valuePreview === null) return <span className="faint">{t("services.configNotSet")}</span>;
  return <code className="mono">{config.valuePreview === "" ? '""' : config.valuePreview}</code>;
}
