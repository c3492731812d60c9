import { getLocale } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { HomeScreen } from "@/app/_home/home-screen";
import { requireViewer } from "@/app/_shell/require-viewer";
import { serverCaller } from "@/app/_trpc/server";
import { personNameIn } from "@/domain/account/schema";

export default async function HomePage() {
  const viewer = await requireViewer();
  const locale = await getLocale();
  return (
    <ClientMessages namespaces={["home"]}>
      <HomeScreen
        name={personNameIn(viewer, locale)}
        hour={new Date().getHours()}
        mayRunDrills={viewer.roles.includes("trainer")}
        needs={await (await serverCaller()).home.needs()}
      />
    </ClientMessages>
  );
}
