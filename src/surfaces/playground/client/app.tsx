import { useCallback, useEffect, useState } from "react";
import { suggestionsFor } from "../suggestions.js";
import type { PeopleReply, PersonEntry } from "../wire.js";
import { Avatar } from "./avatar.js";
import { CHANNELS } from "./channels.js";
import { Chat } from "./chat.js";
import { type Channel, fetchPeople, type Pressed, postReceipt } from "./client.js";
import { ClockBar } from "./clock-bar.js";
import { HomeView } from "./home-view.js";
import type { Look } from "./looks.js";
import { MessagesView } from "./messages-view.js";
import type { VerifyReceipt } from "./receipt.js";
import { Side } from "./side.js";
import { StoryBar } from "./story-bar.js";
import { useClock } from "./use-clock.js";
import { useConversations } from "./use-conversation.js";
import type { Loaded } from "./use-loaded.js";
import { useStory } from "./use-story.js";
import { useTheme } from "./use-theme.js";
import { type View, ViewTabs } from "./views.js";

export function App({ base }: { readonly base: string }) {
  const [loaded, setLoaded] = useState<Loaded<PeopleReply>>({ state: "loading" });
  const [person, setPerson] = useState<PersonEntry | null>(null);
  const [look, setLook] = useState<Look>("slack");
  const [channel, setChannel] = useState<Channel>("dm");
  const [view, setView] = useState<View>("chat");
  const [isPicking, setPicking] = useState(false);
  const theme = useTheme();
  const data = loaded.state === "ready" ? loaded.data : null;
  const conversations = useConversations(base);
  const travel = useClock(base, data?.today ?? null, conversations.begin);
  const playing = useStory({ people: data?.people ?? [], travel, conversations, onPerson: setPerson });
  const { clock } = travel;

  const load = useCallback(() => {
    setLoaded({ state: "loading" });
    fetchPeople(base).then(
      (found) => {
        setLoaded({ state: "ready", data: found });
        setPerson((before) => before ?? found.people.find(({ id }) => id === found.first) ?? null);
      },
      (error: Error) => setLoaded({ state: "failed", why: error.message }),
    );
  }, [base]);
  useEffect(load, [load]);

  const say = (said: string, pressed?: Pressed) => {
    if (!person) return;
    setView("chat");
    void conversations.say({ person, clock, channel, said, ...(pressed ? { pressed } : {}) });
  };
  const verifyAt =
    (whose: PersonEntry, at: typeof clock): VerifyReceipt =>
    (asked) =>
      postReceipt(base, { person: whose.id, ...(at ? { clock: at } : {}), asked });
  const drawn = { look, isDark: theme.isDark, onPress: say };

  return (
    <div className="app" data-look={look === "both" ? "slack" : look}>
      <Side
        {...{ loaded, person, look, channel, isPicking, theme }}
        onLook={setLook}
        onChannel={setChannel}
        onChoose={(chosen) => {
          setPerson(chosen);
          setPicking(false);
        }}
        onClose={() => setPicking(false)}
        onLoad={load}
      />
      <main className="chat">
        <header className="bar">
          <div className="where">
            <h2>{channel === "dm" || view !== "chat" ? "Pacer" : CHANNELS[channel]}</h2>
            <p>
              {channel === "dm"
                ? `Direct message${person ? ` with ${person.name}` : ""}`
                : "Pay is answered in your direct message"}
            </p>
          </div>
          {person && <ViewTabs view={view} onView={setView} />}
          <button type="button" className="as" onClick={() => setPicking(true)} aria-controls="side">
            {person ? (
              <>
                <Avatar name={person.name} />
                <span>{person.name}</span>
              </>
            ) : (
              "Choose a person"
            )}
          </button>
        </header>
        {data?.clock && person && <ClockBar range={data.clock} today={data.today} travel={travel} person={person} />}
        <StoryBar playing={playing} />
        {person && view === "home" && <HomeView {...{ base, person, clock, isDark: theme.isDark, onPress: say }} />}
        {person && view === "messages" && (
          <MessagesView {...drawn} {...{ base, person, clock }} onVerify={verifyAt(person, clock)} />
        )}
        {view === "chat" && (
          <Chat
            key={person?.id}
            {...drawn}
            {...{ person, channel }}
            isLoading={loaded.state === "loading"}
            suggestions={data && person ? suggestionsFor(person, data.people) : []}
            stories={data?.stories ?? []}
            turns={conversations.turnsOf(person)}
            onSay={say}
            onPlay={playing.start}
            onRetry={conversations.retry}
            onVerify={({ person: whose, clock: at }) => verifyAt(whose, at)}
          />
        )}
      </main>
    </div>
  );
}
