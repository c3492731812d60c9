import { getLocale } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { HomeScreen } from "@/app/_home/home-screen";
import { requireViewer } from "@/app/_shell/require-viewer";

export default async function HomePage() {
  const viewer = await requireViewer();
  const locale = await getLocale();
  return (
    <ClientMessages namespaces={["home"]}>
      <HomeScreen
        name={locale === "en" ? (viewer.latinName ?? viewer.name) : viewer.name}
        hour={new Date().getHours()}
        mayRunDrills={viewer.roles.includes("trainer")}
        needs={[]}
      />
    </ClientMessages>
  );
}
