import { getLocale, getTimeZone } from "next-intl/server";
import { HomeScreen } from "@/app/_home/home-screen";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { hourAt } from "@/app/_i18n/zoned-time";
import { requireViewer } from "@/app/_shell/require-viewer";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { deviceMs } from "@/app/_ui/device-clock";
import { personNameIn } from "@/domain/account/schema";

/** Home. Its title is the application's name. */
export default async function HomePage() {
  const viewer = await requireViewer();
  await getQueryClient().query(trpc.home.needs.queryOptions()).catch(noop);
  return (
    <ClientMessages namespaces={["home", "drills"]}>
      <HydrateClient>
        <HomeScreen
          name={personNameIn(viewer, await getLocale())}
          hour={hourAt(deviceMs(), await getTimeZone())}
          mayRunDrills={viewer.roles.includes("trainer")}
        />
      </HydrateClient>
    </ClientMessages>
  );
}
