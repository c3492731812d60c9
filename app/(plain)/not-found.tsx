import { NotFoundPage } from "@/app/_shell/not-found-page";

/** What does not exist, in the plain frame. */
export default function NotFound() {
  return <NotFoundPage isFramed />;
}
