package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

// auditFlags say which lines of the record are wanted.
type auditFlags struct {
	caseName, person, since, until string
	limit                          int
	json                           bool
}

func (a *app) auditCmd() *cobra.Command {
	var flags auditFlags
	cmd := a.command(about{
		use:     "audit",
		short:   model.Say{EN: "The record: who did what, and when", ID: "Catatan: siapa melakukan apa, dan kapan"},
		example: "alur audit --case online-order-1\nalur audit --person Sari --since 2026-11-23\nalur audit verify",
	}, func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		return nil
	}, func([]string) error { return a.audit(flags) })
	f := cmd.Flags()
	f.StringVar(&flags.caseName, "case", "", a.say(model.Say{EN: "Only of one case", ID: "Hanya satu kasus"}))
	f.StringVar(&flags.person, "person", "", a.say(model.Say{EN: "Only of one person", ID: "Hanya satu orang"}))
	f.StringVar(&flags.since, "since", "", a.say(model.Say{EN: "From then on: 2026-11-23, 7d", ID: "Sejak: 2026-11-23, 7d"}))
	f.StringVar(&flags.until, "until", "", a.say(model.Say{EN: "Up to then", ID: "Sampai"}))
	f.IntVar(&flags.limit, "limit", 0, a.say(model.Say{EN: "At most so many, the newest", ID: "Paling banyak sekian, yang terbaru"}))
	a.jsonFlag(cmd, &flags.json)
	cmd.AddCommand(a.auditVerifyCmd())
	return cmd
}

func (a *app) audit(flags auditFlags) error {
	s, shop, err := a.past()
	if err != nil {
		return err
	}
	cal, err := shop.Calendar()
	if err != nil {
		return err
	}
	q := store.AuditQuery{Limit: flags.limit}
	if flags.caseName != "" {
		c, _, err := a.findCase(s, flags.caseName)
		if err != nil {
			return err
		}
		q.Case = c.ID
	}
	if flags.person != "" {
		p, err := findPerson(shop, flags.person)
		if err != nil {
			return err
		}
		q.Person = p.ID
	}
	if q.Since, q.Until, err = (workFlags{since: flags.since, until: flags.until}).period(0, s.Now(), cal); err != nil {
		return err
	}
	events, err := s.Audit(a.ctx, q)
	if err != nil {
		return err
	}
	if err := a.tellNotThere(s, q); err != nil {
		return err
	}
	if flags.json {
		return a.auditJSON(s, events, cal)
	}
	var rows [][]string
	flow := a.flows(s)
	for _, e := range events {
		rows = append(rows, append([]string{strconv.FormatUint(e.Seq, 10)}, a.eventLine(e, flow(e), shop, cal)...))
	}
	return table(a.env.Stdout, withStations(rows, events))
}

// withStations adds to each line of the record the PC that it came from, or
// that it was a command. Lines that fit a terminal still do: there it is cut.
func withStations(rows [][]string, events []model.Event) [][]string {
	const terminal, least = 80, 4
	var lines strings.Builder
	_ = table(&lines, rows) // A builder takes everything.
	wide := 0
	for line := range strings.SplitSeq(lines.String(), "\n") {
		wide = max(wide, ansi.StringWidth(line))
	}
	room := terminal - wide - len("  ")
	for i, e := range events {
		station := oneLine(model.CleanText(e.Station))
		if room >= least {
			station = ansi.Truncate(station, room, "…")
		}
		rows[i] = append(rows[i], station)
	}
	return rows
}

// tellNotThere says what the record can't show of what was asked for.
func (a *app) tellNotThere(s *store.Store, q store.AuditQuery) error {
	if q.Case != "" {
		return a.tellArchived(s, q.Case)
	}
	base, err := s.Base(a.ctx)
	if err != nil || base == nil || q.Since.After(base.At) {
		return err
	}
	return a.tellMissing(s)
}

func (a *app) auditJSON(s *store.Store, events []model.Event, cal *model.Calendar) error {
	head, err := s.Head(a.ctx)
	if err != nil {
		return err
	}
	doc := struct {
		Head   string     `json:"head"`
		Events []eventDoc `json:"events"`
	}{head.String(), []eventDoc{}}
	for _, e := range events {
		d, err := newEventDoc(e, cal)
		if err != nil {
			return err
		}
		doc.Events = append(doc.Events, d)
	}
	return a.json(doc)
}

func (a *app) auditVerifyCmd() *cobra.Command {
	var noted string
	cmd := a.command(about{
		use:   "verify",
		short: model.Say{EN: "Prove that no line of the record was changed or lost", ID: "Buktikan tidak ada baris catatan yang diubah atau hilang"},
		long: model.Say{
			EN: "Prove that no line of the record was changed or lost. A chain alone can be cut at its end or written anew: --head checks it against a head noted earlier, on paper or on an export; the audit screen shows one as well.",
			ID: "Buktikan tidak ada baris catatan yang diubah atau hilang. Rantai saja bisa dipotong di ujungnya atau ditulis ulang: --head mencocokkannya dengan kepala yang dicatat sebelumnya, di kertas atau di sebuah ekspor; layar audit juga menampilkannya.",
		},
		example: "alur audit verify\nalur audit verify --head 1042:4f1c9a07",
	}, wants(), func([]string) error {
		head, err := readHead(noted)
		if err != nil {
			return err
		}
		s, shop, err := a.past()
		if err != nil {
			return err
		}
		bar := a.newBar(1)
		report, err := s.Verify(a.ctx, head, bar.of)
		bar.end()
		if err != nil {
			return err
		}
		return a.verified(report, shop)
	})
	cmd.Flags().StringVar(&noted, "head", "", a.say(model.Say{EN: "A head noted earlier: N:HASH, or the hash alone", ID: "Kepala yang dicatat sebelumnya: N:HASH, atau hash-nya saja"}))
	return cmd
}

// The fewest letters of a hash that stand for the whole of it: beside the
// number of its event, as the screens show them, and alone.
const (
	fewestBeside = 8
	fewestAlone  = 16
)

// readHead reads a noted head, nil for none: N:HASH as alur writes it, with
// the begin of the hash alone as the audit shows it, or only the hash.
func readHead(text string) (*store.NotedHead, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return nil, nil
	}
	number, hash, numbered := strings.Cut(text, ":")
	fewest := fewestBeside
	if !numbered {
		number, hash, fewest = "0", text, fewestAlone
	}
	seq, err := strconv.ParseUint(number, 10, 64)
	if err != nil || len(hash) < fewest || len(hash) > 64 || strings.Trim(hash, "0123456789abcdef") != "" {
		return nil, fail(model.Say{
			EN: "%q is no head of a record: it looks like 1042:4f1c... with up to 64 letters and digits, 8 at least; alone, without its number, 16.",
			ID: "%q bukan kepala catatan: bentuknya 1042:4f1c... dengan paling banyak 64 huruf dan angka, sedikitnya 8; tanpa nomornya, 16.",
		}, text)
	}
	return &store.NotedHead{Seq: seq, Hash: hash}, nil
}

// eventLine is one line of the record for people: when, who, what, to what,
// how.
func (a *app) eventLine(e model.Event, f *model.Flow, shop *model.Shop, cal *model.Calendar) []string {
	who := "alur"
	if e.By != "" {
		who = shop.Name(e.By)
	}
	place := e.Case
	if e.Step != "" {
		place = fmt.Sprintf("%s/%s", e.Case, e.Step)
	}
	w := model.Describe(e, f, shop)
	return []string{
		e.At.In(cal.Location()).Format("2006-01-02 15:04:05"), who, w.Verb.In(a.lang), w.What.In(a.lang), w.Detail.In(a.lang), place,
	}
}

// flows finds the flow that the case of an event followed when it happened,
// and looks up each case once.
func (a *app) flows(s *store.Store) func(model.Event) *model.Flow {
	known := map[string]func(model.Event) *model.Flow{}
	return func(e model.Event) *model.Flow {
		if e.Case == "" {
			return nil
		}
		then, ok := known[e.Case]
		if !ok {
			c, f, err := s.Case(a.ctx, e.Case)
			if err == nil {
				then, err = store.FlowThen(a.ctx, s, c, f)
			}
			if err != nil { // The line is said with ids where names would stand.
				then = func(model.Event) *model.Flow { return nil }
			}
			known[e.Case] = then
		}
		return then(e)
	}
}
