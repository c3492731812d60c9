"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "next-intl";
import { photoAddress, readPhoto } from "@/app/_device/photos";
import styles from "./photo-strip.module.css";

/**
 * Pictures of something that was seen, small; a press opens one.
 *
 * @param of What they show, in words: the text of the note, or what was recorded.
 * @param onDevice Whether they may still be on this device only.
 */
export function PhotoStrip({
  drillId,
  photos,
  of,
  onDevice = false,
}: {
  drillId: string;
  photos: readonly string[];
  of: string;
  onDevice?: boolean;
}) {
  const t = useTranslations("common.photo");
  if (photos.length === 0) return null;
  return (
    <span className={styles.strip}>
      {photos.map((photoId, i) => {
        const alt = of === "" ? t("untold") : t("of", { what: of });
        const name = photos.length === 1 ? alt : t("numbered", { alt, number: i + 1, count: photos.length });
        return <Photo key={photoId} drillId={drillId} photoId={photoId} name={name} onDevice={onDevice} />;
      })}
    </span>
  );
}

function Photo({
  drillId,
  photoId,
  name,
  onDevice,
}: {
  drillId: string;
  photoId: string;
  name: string;
  onDevice: boolean;
}) {
  const [local, setLocal] = useState<string | null>(null);
  useEffect(() => {
    if (!onDevice) return;
    let address: string | null = null;
    let over = false;
    async function read() {
      const blob = await readPhoto(photoId).catch(() => null);
      if (blob === null || over) return;
      address = URL.createObjectURL(blob);
      setLocal(address);
    }
    void read();
    return () => {
      over = true;
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [onDevice, photoId]);

  if (onDevice && local === null) return <span className={styles.photo} role="img" aria-label={name} />;
  const address = local ?? photoAddress(drillId, photoId);
  return (
    <a className={styles.photo} href={address} target="_blank" rel="noreferrer">
      {/* Taken small and served as it is: there is nothing here for an image pipeline to do. */}
      <img src={address} alt={name} loading="lazy" />
    </a>
  );
}
