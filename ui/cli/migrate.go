package cli

import (
	"errors"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

// errOnlyTried ends a transaction in which nothing is to stay.
var errOnlyTried = errors.New("only tried")

// moving is one run of alur process migrate.
type moving struct {
	app   *app
	store *store.Store
	by    *model.Person
	head  *model.ProcessHead
	// to is the version wanted, 0 for the one in force for each case.
	to    int
	steps map[string]string
	// moved are cases and the version they went to, stayed why others did not.
	moved  [][]string
	stayed []string
	// trial is a version on trial, and untried how many cases left it.
	trial, untried int
}

func (a *app) processMigrateCmd() *cobra.Command {
	var as, to string
	var steps []string
	var dry bool
	cmd := a.command(about{
		use:   "migrate P",
		short: model.Say{EN: "Move running cases to another version", ID: "Pindahkan kasus berjalan ke versi lain"},
		long: model.Say{
			EN: "Move the running cases of a process to the version in force. A case moves only where everything that happened in it could have happened by that version too; every other stays with its own, and the first thing that does not fit is said. What was ticked counts by the checklist of its time.",
			ID: "Pindahkan kasus berjalan sebuah proses ke versi yang berlaku. Kasus hanya pindah bila semua yang sudah terjadi di dalamnya juga bisa terjadi menurut versi itu; yang lain tetap di versinya, dan hal pertama yang tidak cocok disebutkan. Yang sudah dicentang dihitung menurut daftar periksa waktu itu.",
		},
		example: "alur process migrate online-order --dry-run\nalur process migrate online-order --to 3 --step pick=fetch",
	}, wants(wordProcess), func(args []string) error {
		m := &moving{app: a}
		if err := m.open(args[0], as, to, steps); err != nil {
			return err
		}
		if err := m.run(dry); err != nil {
			return err
		}
		return m.tell(dry)
	})
	a.asFlag(cmd, &as)
	f := cmd.Flags()
	f.StringVar(&to, "to", "", a.say(model.Say{EN: "The version to move to, in place of the one in force", ID: "Versi tujuan, bukan yang sedang berlaku"}))
	f.StringArrayVar(&steps, "step", nil, a.say(model.Say{EN: "A step that has another id there: OLD=NEW", ID: "Langkah yang id-nya lain di sana: LAMA=BARU"}))
	f.BoolVar(&dry, "dry-run", false, a.say(model.Say{EN: "Only say what would happen", ID: "Hanya sebutkan apa yang akan terjadi"}))
	return cmd
}

func (m *moving) open(process, as, to string, steps []string) error {
	var shop *model.Shop
	var err error
	if m.store, shop, err = m.app.shop(); err != nil {
		return err
	}
	if m.by, err = m.app.actor(m.store, shop, as); err != nil {
		return err
	}
	if m.head, err = findProcess(shop, process); err != nil {
		return err
	}
	if to != "" {
		if m.to, err = versionOf(m.head, to); err != nil {
			return err
		}
	}
	m.steps = map[string]string{}
	for _, pair := range steps {
		from, name, ok := strings.Cut(pair, "=")
		if !ok || from == "" || name == "" {
			return fail(model.Say{EN: "%q is no pair: write --step OLD=NEW.", ID: "%q bukan pasangan: tulis --step LAMA=BARU."}, pair)
		}
		m.steps[from] = name
	}
	return m.knowSteps(shop)
}

// knowSteps refuses --step with an id that no version it could be of has: a
// slip is told once, and not for every case.
func (m *moving) knowSteps(shop *model.Shop) error {
	to := []int{m.to}
	if m.to == 0 {
		to = []int{m.head.InForce("")}
		for _, id := range shop.DivisionIDs() {
			to = append(to, m.head.InForce(id))
		}
	}
	var from []int
	for _, v := range m.head.Versions {
		from = append(from, v.Version)
	}
	for _, id := range slices.Sorted(maps.Keys(m.steps)) {
		for _, at := range []struct {
			id       string
			versions []int
		}{{id, from}, {m.steps[id], to}} {
			known, err := m.stepsOf(at.versions)
			if err != nil {
				return err
			}
			if !slices.Contains(known, at.id) {
				return unknown(model.Say{EN: "There is no step %q", ID: "Tidak ada langkah %q"}, at.id, known)
			}
		}
	}
	return nil
}

// stepsOf are the ids of the steps of some versions, each once.
func (m *moving) stepsOf(versions []int) ([]string, error) {
	var ids []string
	for _, v := range versions {
		f, err := m.store.Flow(m.app.ctx, m.head.ID, v)
		if err != nil {
			return nil, err
		}
		if f == nil {
			continue
		}
		for _, s := range f.Process.Steps {
			if !slices.Contains(ids, s.ID) {
				ids = append(ids, s.ID)
			}
		}
	}
	return ids, nil
}

// run moves what can be moved in one transaction, and gives it up where it is
// only tried: what is said is then what would be.
func (m *moving) run(dry bool) error {
	cases, err := m.store.FindCases(m.app.ctx, store.CaseQuery{Process: m.head.ID, State: model.Running, Limit: math.MaxInt})
	if err != nil {
		return err
	}
	err = m.store.Within(m.app.ctx, func(s *store.Session) error {
		m.moved, m.stayed, m.trial, m.untried = nil, nil, 0, 0
		for i := len(cases) - 1; i >= 0; i-- {
			if err := m.move(s, cases[i].ID); err != nil {
				return err
			}
		}
		if dry {
			return errOnlyTried
		}
		return nil
	})
	if errors.Is(err, errOnlyTried) {
		return nil
	}
	return err
}

func (m *moving) move(s *store.Session, id string) error {
	c := s.Case(id)
	if c == nil || c.State != model.Running {
		return nil
	}
	to := m.to
	if to == 0 {
		to = m.head.InForce(c.Division)
	}
	if to == 0 || to == c.Version {
		return nil
	}
	from := c.Version
	act := model.MigrateCase{Case: id, Version: to, Steps: m.namesIn(s.Flow(c.Process, from))}
	_, err := s.Do(model.Command{Op: newOp(), By: m.by.ID, Station: m.app.via(), Act: act}, m.store.Now())
	refusal := model.Refused(err)
	switch {
	case err == nil:
		m.moved = append(m.moved, []string{id, c.Title, versionName(from) + " -> " + versionName(to)})
		if pilot, on := m.head.Pilot(c.Division); on && pilot.Version == from {
			m.trial = from
			m.untried++
		}
	case refusal == nil || refusal.Code == "owner_only":
		return err
	default:
		m.stayed = append(m.stayed, refusal.In(m.app.lang))
	}
	return nil
}

// namesIn are the renamed steps that a version has at all: of cases of
// several versions, not each knows every one.
func (m *moving) namesIn(f *model.Flow) map[string]string {
	var names map[string]string
	for from, to := range m.steps {
		if f == nil || f.Step(from) == nil {
			continue
		}
		if names == nil {
			names = map[string]string{}
		}
		names[from] = to
	}
	return names
}

func (m *moving) tell(dry bool) error {
	if err := table(m.app.env.Stdout, m.moved); err != nil {
		return err
	}
	for _, why := range m.stayed {
		if err := m.app.print("%s", oneLine(model.CleanText(why))); err != nil {
			return err
		}
	}
	m.tellTrial(dry)
	say := model.Say{EN: "Moved: %d. Stayed: %d.", ID: "Pindah: %d. Tetap: %d."}
	if dry {
		say = model.Say{EN: "Would move: %d. Would stay: %d. Nothing was changed.", ID: "Akan pindah: %d. Akan tetap: %d. Tidak ada yang diubah."}
	}
	m.app.talk(say, len(m.moved), len(m.stayed))
	return nil
}

// tellTrial says that cases leave a version on trial: there is then less, or
// nothing, to compare it by.
func (m *moving) tellTrial(dry bool) {
	say := model.Say{
		EN: "Version %d is on trial: %d of its running cases left it, and its trial is judged without them.",
		ID: "Versi %d sedang dicoba: %d kasus berjalan meninggalkannya, dan percobaan dinilai tanpa kasus itu.",
	}
	if dry {
		say = model.Say{
			EN: "Version %d is on trial: %d of its running cases would leave it, and its trial would be judged without them.",
			ID: "Versi %d sedang dicoba: %d kasus berjalan akan meninggalkannya, dan percobaan akan dinilai tanpa kasus itu.",
		}
	}
	if m.untried > 0 {
		m.app.talk(say, m.trial, m.untried)
	}
}
