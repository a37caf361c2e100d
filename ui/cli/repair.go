package cli

import (
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/kv/wholefile"
)

func (a *app) repairCmd() *cobra.Command {
	var lose bool
	cmd := a.command(about{
		use:   "repair",
		short: model.Say{EN: "Build a damaged database anew from its record", ID: "Bangun ulang database yang rusak dari catatannya"},
		long: model.Say{
			EN: "Build a damaged database anew from its record alone: every event is proven by the chain, and every case, list and index is made from it. An event that is damaged is taken from a backup where that has it. What was there is kept beside it under a name with the time. Where events can't be proven, alur says which, and changes nothing; --lose gives them up.",
			ID: "Bangun ulang database yang rusak hanya dari catatannya: tiap kejadian dibuktikan dengan rantainya, dan tiap kasus, daftar, dan indeks dibuat darinya. Kejadian yang rusak diambil dari cadangan bila ada di sana. Yang ada sebelumnya disimpan di sampingnya dengan nama berisi waktu. Bila ada kejadian yang tidak bisa dibuktikan, alur menyebutkannya dan tidak mengubah apa pun; --lose merelakannya.",
		},
		example: "alur check\nalur repair",
	}, wants(), func([]string) error { return a.repair(lose) })
	cmd.Flags().BoolVar(&lose, "lose", false, a.say(model.Say{EN: "Give up the events that can't be proven", ID: "Relakan kejadian yang tidak bisa dibuktikan"}))
	return cmd
}

// repair builds the database anew beside itself, proves that, and puts it in
// place.
func (a *app) repair(lose bool) error {
	if err := a.inFile(); err != nil {
		return err
	}
	end, err := a.alone()
	if err != nil {
		return err
	}
	defer end()
	well, err := a.isWell()
	if well || err != nil {
		return err
	}
	temp, err := wholefile.TempName(a.dbPath())
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp) }()
	report, still, err := a.rebuild(temp)
	if err != nil {
		return err
	}
	if report.Fault != nil && !lose {
		return a.wouldLose(report)
	}
	if _, err := a.maker().Prove(a.ctx, temp); err != nil {
		return fmt.Errorf("what was built is not good: %w", err)
	}
	keep := keepName(a.dbPath(), a.env.Clock())
	if err := a.exchange(temp, a.dbPath(), keep, still); err != nil {
		return err
	}
	return a.repaired(report, keep)
}

// isWell reports whether there is nothing to repair, and says so; an error is
// one that a repair is not for.
func (a *app) isWell() (bool, error) {
	a.suspects = true
	s, err := a.store()
	if err == nil {
		bar := a.newBar(1)
		report, cerr := s.Check(a.ctx, bar.of)
		bar.end()
		if err = cerr; err == nil && report.Head.Seq == 0 {
			return false, noDatabase(a.dbPath())
		}
		if err == nil {
			a.talk(model.Say{EN: "There is nothing to repair.", ID: "Tidak ada yang perlu diperbaiki."})
			return true, a.checked(report)
		}
	}
	a.close()
	for _, known := range []error{kv.ErrDamaged, kv.ErrOneHead, kv.ErrNotDatabase, store.ErrNotAlur} {
		if errors.Is(err, known) {
			return false, nil
		}
	}
	return false, err
}

// rebuild builds the database anew in another file. Still says that nobody has
// worked on the database since; nil where nobody can.
func (a *app) rebuild(temp string) (r store.RepairReport, still func(kv.Tx) error, err error) {
	spare := a.openSpares()
	defer spare.close()
	var from kv.Engine
	known := store.Spare{Lines: spare.lines}
	whole, err := bolt.Open(a.ctx, a.dbPath(), a.boltOptions())
	if err == nil {
		err = whole.Close()
	}
	if err != nil { // Its own end can't be read, or not be believed.
		spare.search()
		known.Last = spare.last
	}
	if db, err := bolt.Open(a.ctx, a.dbPath(), a.saving()); err == nil {
		from = db
		defer func() { _ = db.Close() }()
	}
	if err := os.Remove(temp); err != nil { // Its name is ours now.
		return r, nil, err
	}
	to, err := bolt.Create(a.ctx, temp, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		return r, nil, err
	}
	bar := a.newBar(1)
	r, err = store.Repair(a.ctx, from, to, store.Options{Clock: a.env.Clock, NewOp: newOp}, known, bar.of)
	bar.end()
	err = errors.Join(err, to.Close())
	if errors.Is(err, store.ErrNotFound) {
		return r, nil, fail(model.Say{
			EN: "There is no record of a shop in %s that could be proven from its first event on. Nothing was changed.",
			ID: "Tidak ada catatan toko di %s yang bisa dibuktikan sejak kejadian pertamanya. Tidak ada yang berubah.",
		}, a.dbPath())
	}
	if err == nil {
		err = bolt.Trim(temp)
	}
	if from != nil {
		still = store.EndsAt(r.Was, r.Head)
	}
	return r, still, err
}

// mostListed is how many events that are lost are listed.
const mostListed = 20

// wouldLose says what can't be proven, and that nothing was changed.
func (a *app) wouldLose(r store.RepairReport) error {
	var rows [][]string
	for _, e := range r.Acts[:min(mostListed, len(r.Acts))] {
		rows = append(rows, []string{
			strconv.FormatUint(e.Seq, 10), e.At.In(a.env.Clock().Location()).Format("2006-01-02 15:04"), e.By, e.Name(), model.TaskRef{Case: e.Case, Step: e.Step}.String(),
		})
	}
	if err := table(a.env.Stdout, rows); err != nil {
		return err
	}
	since := ""
	if first, _ := r.Between(); !first.IsZero() {
		since = a.say(model.Say{EN: ", since %s", ID: ", sejak %s"}, first.In(a.env.Clock().Location()).Format("2006-01-02 15:04"))
	}
	return fail(model.Say{
		EN: "Event %d can't be proven, no backup has it, and nothing proves what comes after it: %s would be lost%s. Nothing was changed. alur repair --lose gives them up and keeps what is there beside the shop.",
		ID: "Kejadian %d tidak bisa dibuktikan, tidak ada di cadangan mana pun, dan yang sesudahnya tidak terbukti: %s akan hilang%s. Tidak ada yang berubah. alur repair --lose merelakannya dan menyimpan yang ada sekarang di samping toko.",
	}, r.Head.Seq+1, many(r.Lost, "event", "events", "kejadian"), since)
}

// repaired says what was done.
func (a *app) repaired(r store.RepairReport, keep string) error {
	a.mutter(a.say(model.Say{EN: "What was there is kept: %s", ID: "Yang ada sebelumnya disimpan: %s"}, keep) + "\n")
	if r.Mended > 0 {
		a.talk(model.Say{
			EN: "Damaged and whole again, proven by the chain: %s.",
			ID: "Rusak dan utuh lagi, terbukti dengan rantainya: %s.",
		}, many(uint64(r.Mended), "event", "events", "kejadian")) //nolint:gosec // Counted up.
	}
	if r.Lost > 0 {
		a.talk(model.Say{EN: "Given up from event %d on: %s.", ID: "Direlakan sejak kejadian %d: %s."}, r.Head.Seq+1, many(r.Lost, "event", "events", "kejadian"))
	}
	if !r.Beside {
		a.talk(model.Say{
			EN: "What is kept beside the record could not be read whole: drafts, PCs that ask, secrets and news of other programs. Look at alur station list and alur secret show.",
			ID: "Yang tersimpan di samping catatan tidak terbaca utuh: draf, PC yang meminta, rahasia dan kabar program lain. Periksa alur station list dan alur secret show.",
		})
	}
	return a.print("%s  %s", a.dbPath(), r.Head)
}
