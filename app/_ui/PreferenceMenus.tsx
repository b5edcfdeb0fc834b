"use client";

import { DesktopOutlined, GlobalOutlined, MoonOutlined, SunOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { type Language, languageNames, languages, useLanguageChoice, useText } from "../_lib/i18n";
import { type ThemeChoice, themeChoices, useThemeChoice } from "../_lib/theme-mode";

const themeIcons: Readonly<Record<ThemeChoice, React.ReactNode>> = {
  system: <DesktopOutlined />,
  light: <SunOutlined />,
  dark: <MoonOutlined />,
};

/** Chooses the language; each is called by its own name. */
export function LanguageMenu() {
  const t = useText();
  const [language, choose] = useLanguageChoice();
  return (
    <Dropdown
      autoFocus
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [language],
        items: languages.map((key) => ({ key, label: <span lang={key}>{languageNames[key]}</span> })),
        onClick: ({ key }) => {
          const next: Language | undefined = languages.find((known) => known === key);
          if (next) choose(next);
        },
      }}
    >
      <Button
        type="text"
        icon={<GlobalOutlined />}
        aria-label={`${t("shell.language")}: ${languageNames[language]}`}
      />
    </Dropdown>
  );
}

/** Chooses light, dark or what the system says. */
export function ThemeMenu() {
  const t = useText();
  const [choice, choose] = useThemeChoice();
  return (
    <Dropdown
      autoFocus
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [choice],
        items: themeChoices.map((key) => ({ key, icon: themeIcons[key], label: t(`shell.theme.${key}`) })),
        onClick: ({ key }) => {
          const next = themeChoices.find((known) => known === key);
          if (next) choose(next);
        },
      }}
    >
      <Button
        type="text"
        icon={themeIcons[choice]}
        aria-label={`${t("shell.theme")}: ${t(`shell.theme.${choice}`)}`}
      />
    </Dropdown>
  );
}
