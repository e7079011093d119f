import type { MessageKey } from '../platform/i18n'

/** What each of the manifest's permissions is for. A test holds the manifest to this list. */
export const PERMISSION_TEXT: Readonly<Record<string, MessageKey>> = {
  storage: 'mayStorage',
  activeTab: 'mayActiveTab',
  contextMenus: 'mayContextMenus',
  alarms: 'mayAlarms',
  idle: 'mayIdle',
  sidePanel: 'maySidePanel',
  notifications: 'mayNotifications',
}
