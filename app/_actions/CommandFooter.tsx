import { ReloadOutlined } from "@ant-design/icons";
import type { Command } from "@opstage/contracts";
import { Button } from "antd";
import Link from "next/link";
import { useText } from "../_lib/i18n";
import { paths } from "../_lib/paths";
import { CancelButton } from "./CancelButton";
import { hasEnded } from "./command-facts";
import styles from "./panel.module.css";

export interface CommandFooterProps {
  readonly command: Command | undefined;
  readonly canRefresh: boolean;
  readonly isRefreshing: boolean;
  onRefresh(): void;
  onAgain(): void;
  onClose(): void;
}

/** The foot of the panel while a command is followed: cancel it, or once it has ended, go on from it. */
export function CommandFooter(props: CommandFooterProps) {
  const { command, canRefresh, isRefreshing } = props;
  const t = useText();
  const ended = command !== undefined && hasEnded(command);
  return (
    <div className={styles.footer}>
      <div className={styles.footerLine}>
        <span className={styles.footerNote}>
          {command && <Link href={paths.command(command.id)}>{t("actions.openCommand")}</Link>}
        </span>
        {command && !ended && <CancelButton command={command} />}
        {canRefresh && (
          <Button
            icon={<ReloadOutlined aria-hidden="true" />}
            loading={isRefreshing}
            onClick={props.onRefresh}
          >
            {t("results.refresh")}
          </Button>
        )}
        {ended && <Button onClick={props.onAgain}>{t("actions.runAgain")}</Button>}
        <Button onClick={props.onClose}>{t("common.close")}</Button>
      </div>
    </div>
  );
}
