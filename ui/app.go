package ui

import (
	"cmp"
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// Options says how a session of the screens begins.
type Options struct {
	Store Store
	// Context ends what is under way in the store when the session ends; nil
	// is one that never does.
	Context context.Context
	// Person is signed in already; empty shows who can sign in.
	Person string
	// Place is where somebody was when their line was cut: they are signed in
	// and there again. Placed is told where they are, whenever that changes; it
	// must not wait for anything.
	Place  Place
	Placed func(p Place)
	// Lang is the language asked for; empty is the person's, else the shop's.
	Lang model.Lang
	// FirstLang is spoken where nobody asked for a language and there is no
	// shop yet: that of this PC. Empty is English.
	FirstLang model.Lang
	// Clock is the time of the business; nil is the store's.
	Clock func() time.Time
	// KeyClock times key presses for the input gate; nil is the real clock,
	// whatever Clock says.
	KeyClock func() time.Time
	// Database is the path of the database, for sentences about it; empty
	// where people do not need to know it.
	Database string
	// Demo shows the banner of the demo.
	Demo bool
	// OfferDemo lets the first run offer a look round the demo. The caller
	// asks WantsDemo once the screens are closed.
	OfferDemo bool
	// NeedPIN lets nobody sign in who has no PIN: on a PC elsewhere.
	NeedPIN bool
	// IdleEnd ends a session at which nobody is signed in and has pressed a key
	// for so long; 0 is never. It is for PCs elsewhere. The caller asks Unused once
	// the screens are closed.
	IdleEnd time.Duration
	// log is the name of the log that is looked at in place of a shop; see
	// OverLog.
	log string
	// Read says how that log was read, a sentence each: the columns first, then
	// what was left out of it.
	Read []string
	// Zone is the time zone of a new shop; empty is that of this PC, where it
	// is known.
	Zone string
	// ASCII draws with ASCII alone.
	ASCII bool
	// Colour is how many colours to use; see ColourFromEnv.
	Colour Colour
	// Station names the PC in the record.
	Station string
	// Folder is where exports are proposed; empty is the person's Documents,
	// else their home. Over SSH they lie there and nowhere else.
	Folder string
	// Editor is the person's own editor for processes and its arguments; empty
	// where there is none, or where the terminal is not on this PC.
	Editor []string
	// Replay does once more what another program sent and what did not fit,
	// mended by lines of FIELD=VALUE, and says what came of it; nil where that
	// is not done here.
	Replay func(ctx context.Context, by, station string, number int, mend []string) (said model.Sayable, err error)
	// Remote is how the person's own PC calls this one, where the screens come
	// over SSH: a notice says then how to bring a file home.
	Remote Away
}

// New is the program for one session: run it with tea.NewProgram.
func New(o Options) tea.Model {
	if o.Context == nil {
		o.Context = context.Background()
	}
	if o.Clock == nil {
		o.Clock = o.Store.Now
	}
	if o.KeyClock == nil {
		o.KeyClock = time.Now
	}
	r := &root{ctx: o.Context, store: o.Store, opts: o, reads: map[string]*wanted{}, reading: map[string]*wanted{}, failed: map[string]*wanted{}, timer: tick, exec: lendTerminal}
	r.env = env{
		lang: o.Lang, now: o.Clock(), demo: o.Demo, offerDemo: o.OfferDemo, station: o.Station,
		folder: o.Folder, remote: o.Remote, log: o.log, read: o.Read, ownEditor: len(o.Editor) > 0,
		theme: newTheme(colourOf(o.Colour, 0), o.ASCII), shop: &model.Shop{},
	}
	if r.env.lang == "" {
		r.env.lang = cmp.Or(o.FirstLang, model.English)
	}
	if o.Place.Lang != "" {
		r.env.lang, r.chosen = o.Place.Lang, true
	}
	if zone, err := time.LoadLocation(o.zone(r.env.now)); err == nil {
		r.env.newZone = zone
	}
	r.lastKey = r.env.now
	r.readOnly = o.log != ""
	return r
}

// root is the whole session: the only Bubble Tea model.
type root struct {
	ctx   context.Context
	store Store
	opts  Options
	env   env
	gate  gate

	// stack holds the open pages, the front one last; gen numbers openings,
	// so that an answer to a page that is gone is known.
	stack []*opened
	gen   int
	// sheet lies over the front page. What is kept of unread is still to be read;
	// acting is one that an act came of which is under way.
	sheet, unread, acting *sheet

	said    said
	copied  time.Time
	lastKey time.Time
	// last is the key that is being answered.
	last   keyPress
	minute int
	ready  bool
	// chosen is true once a language was chosen by hand.
	chosen bool

	// busy counts acts under way; keys wait in pending meanwhile, so that
	// none is answered by a screen that is about to change.
	busy    int
	pending []waitingInput
	// grave is true from an act that is no small part of a task until what it
	// brings is shown, deaf from the first Enter or F9 pressed meanwhile.
	// brings is true while an answer is given to the screens: what they read
	// then, keys wait for.
	grave, deaf, brings bool
	// exporting is how far an export is, in percent; it is written beside the
	// screens, and nil while there is none.
	exporting *atomic.Uint64
	// reads holds the name of every load under way, with the one that waits
	// for it.
	reads map[string]*wanted
	// reading are the loads under way, failed those that could not be read and
	// are tried again.
	reading, failed map[string]*wanted

	shop   shopRead
	drafts drafts
	// noted is the place that was told last.
	noted Place
	// coached are the pages that who is signed in knows.
	coached coached
	// arrivals are the tasks that came for the person.
	arrivals arrivals
	// calls is what an owner is told at once.
	calls calls
	// leaving is true once the person asked to close alur, wantsDemo where it
	// was to look round the demo.
	leaving, wantsDemo bool
	// outs counts the sign-outs being written; out is true once the one of
	// closing is among them.
	outs int
	out  bool
	// readOnly is true while the person is let look at a database that may
	// not be written.
	readOnly bool

	// spent are files to be removed once every draft is written.
	spent []string
	exec  execute
	// lend opens the person's own editor, once every draft is written.
	lend func() tea.Cmd

	wide, high int
	// frame is what was drawn last, and stale true once anything may look
	// otherwise since.
	frame string
	stale bool
	timer func(time.Duration, tea.Msg) tea.Cmd
}

// opened is one page of the stack.
type opened struct {
	page   page
	screen screen
	gen    int
	// arg is what it was opened with.
	arg any
	// sheet lay over the page when the help was opened, and comes back.
	sheet *sheet
}

// Messages of the root's own timers.
type (
	gateMsg struct{}
	beatMsg struct{}
)

const beat = time.Second

func tick(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// Init starts the session: it reads the shop and watches the record.
func (r *root) Init() tea.Cmd {
	return tea.Batch(r.readShop(), r.watch(), r.timer(beat, beatMsg{}))
}

// Update takes one message. It does no I/O: what has to be read or written is
// in the command it returns.
func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	r.env.now, r.env.closes = r.opts.Clock(), r.closes()
	var cmd tea.Cmd
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		r.resize(m.Width, m.Height)
	case tea.ColorProfileMsg:
		r.env.theme = newTheme(colourOf(r.opts.Colour, m.Profile), r.opts.ASCII)
	case tea.KeyPressMsg:
		cmd = r.key(keyOf(m))
	case tea.PasteMsg:
		cmd = r.input(pasted{text: model.CleanText(m.Content), lines: model.CleanLines(m.Content)})
	case Closing:
		cmd = r.close()
	case gateMsg:
		cmd = r.release()
	case beatMsg:
		cmd = r.beat()
		r.notePlace()
		return r, tea.Batch(cmd, r.timer(beat, beatMsg{}))
	default:
		cmd = r.answer(msg)
	}
	r.stale = true
	r.notePlace()
	return r, cmd
}

func (r *root) front() *opened {
	if len(r.stack) == 0 {
		return nil
	}
	return r.stack[len(r.stack)-1]
}

func (r *root) resize(w, h int) {
	r.wide, r.high = w, h
	r.env.width, r.env.height = w, max(0, h-r.frameHeight())
}

// beat runs once a second: notices go, minutes pass, idle sessions lock. Where
// none of that happens the frame is not drawn again: a hundred screens at which
// nobody works would take their share of a processor only for that.
func (r *root) beat() tea.Cmd {
	was := r.said
	if r.said.text != "" && !r.env.now.Before(r.said.until) {
		r.said = said{}
	}
	if r.idle() {
		r.stale = true
		return r.lockIdle()
	}
	if r.unused() {
		r.stale = true
		return tea.Quit
	}
	again := r.readsAgain()
	r.stale = r.stale || r.said != was || again != nil || r.exporting != nil
	if m := r.env.now.Minute(); m != r.minute {
		r.minute, r.stale = m, true
		return tea.Batch(again, r.tell(refresh{minute: true}))
	}
	if f := r.front(); f != nil && f.page.live && r.sheet == nil {
		r.stale = true
		return tea.Batch(again, r.tell(refresh{}))
	}
	return again
}
