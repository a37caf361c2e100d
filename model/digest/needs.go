package digest

import (
	"time"

	"alur/model"
	"alur/model/story"
)

// waiting is what only the owner can bring on: what alur could not go on with,
// what stands still, and what nobody else can do. What stands at one step is
// together, where that is the most urgent of it.
func (d *teller) waiting() [][]model.QueueItem {
	var all [][]model.QueueItem
	place := map[[2]string]int{}
	for _, i := range d.Queue.Items {
		who := d.Shop.WhoCan(i.Role, i.Division, d.Calendar, d.Now, nil)
		if !i.Still && i.Held == nil && !who.OwnersOnly && i.Stage < model.StageLongOverdue {
			continue
		}
		step := [2]string{i.Process, model.BaseStep(i.Step)}
		if n, there := place[step]; there {
			all[n] = append(all[n], i)
			continue
		}
		place[step] = len(all)
		all = append(all, []model.QueueItem{i})
	}
	return all
}

// stuck is what of what goes out and came in does not go on by itself.
func (d *teller) stuck() []string {
	var all []string
	if d.Unsent > 0 {
		all = append(all, d.count(d.Unsent, model.Say{EN: "1 message could not be sent: F10, In and out", ID: "1 pesan gagal dikirim: F10, Masuk dan keluar"},
			model.Say{EN: "%d messages could not be sent: F10, In and out", ID: "%d pesan gagal dikirim: F10, Masuk dan keluar"}))
	}
	for _, at := range d.Delayed {
		all = append(all, at.Words(d.Calendar.Location()).In(d.lang))
	}
	if d.Unfit > 0 {
		all = append(all, d.count(d.Unfit, model.Say{EN: "1 delivery of another program did not fit: F10, In and out", ID: "1 kiriman program lain tidak cocok: F10, Masuk dan keluar"},
			model.Say{EN: "%d deliveries of other programs did not fit: F10, In and out", ID: "%d kiriman program lain tidak cocok: F10, Masuk dan keluar"}))
	}
	for _, w := range d.Unsigned {
		name := w.Process
		if p := d.Shop.Processes[w.Process]; p != nil {
			name = p.Name
		}
		since := model.ClockWords(w.Since.In(d.Calendar.Location()))
		say := model.Say{
			EN: "%[1]d deliveries to %[2]s came with a wrong signature since %[3]s: is the secret there that of alur secret show %[4]s?",
			ID: "%[1]d kiriman ke %[2]s datang dengan tanda tangan salah sejak %[3]s: apakah rahasianya di sana sama dengan alur secret show %[4]s?",
		}
		if w.Times == 1 {
			say = model.Say{
				EN: "%[1]d delivery to %[2]s came with a wrong signature, %[3]s: is the secret there that of alur secret show %[4]s?",
				ID: "%[1]d kiriman ke %[2]s datang dengan tanda tangan salah, %[3]s: apakah rahasianya di sana sama dengan alur secret show %[4]s?",
			}
		}
		all = append(all, d.say(say, w.Times, name, since, w.Process))
	}
	return all
}

// recoveredStays is how long it is told that a PIN was set without the old one:
// an owner who is away for days has to hear of it.
const recoveredStays = 7 * 24 * time.Hour

// recovered is whose PIN was set without the old one, and what to do where it
// was somebody else who did.
func (d *teller) recovered() []string {
	var all []string
	for _, p := range d.Shop.RecoveredSince(d.Now.Add(-recoveredStays)) {
		all = append(all, d.say(model.Say{
			EN: "%s, %s. If it was none of you, somebody has the account of that PC: change its password.",
			ID: "%s, %s. Kalau bukan Anda sekalian, ada orang lain yang memakai akun PC itu: ganti kata sandinya.",
		}, d.capital(p.RecoveredWords(d.Calendar.Location()).In(d.lang)), model.ClockWords(p.Recovered.At.In(d.Calendar.Location()))))
	}
	return all
}

// needs tells what needs the owner; where much stands at one step, that is one
// thing.
func (d *teller) needs() {
	all, stuck, pins := d.waiting(), d.stuck(), d.recovered()
	if len(all)+len(stuck)+len(pins) == 0 {
		return
	}
	d.section(model.Say{EN: "Needs you", ID: "Membutuhkan Anda"})
	for _, text := range pins {
		d.add(story.Fact, "PIN", text)
	}
	for _, text := range stuck {
		d.add(story.Fact, d.say(model.Say{EN: "Outside", ID: "Di luar"}), text)
	}
	for _, at := range all[:min(most, len(all))] {
		if first := at[0]; len(at) == 1 {
			d.add(story.Fact, first.CaseTitle, first.Title+": "+first.Why.In(d.lang))
		} else {
			d.add(story.Fact, first.Title, d.say(model.Say{EN: "%d cases, the first is %s: %s", ID: "%d kasus, yang pertama %s: %s"}, len(at), first.CaseTitle, first.Why))
		}
	}
	d.more(len(all))
}
