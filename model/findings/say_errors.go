package findings

import (
	"strings"

	"alur/model"
	"alur/model/eventlog"
)

func (r *reviewing) sayErrors(e Error) words {
	title := r.title(e.step)
	w := words{problem: because(model.Say{
		EN: "%s sends %d %% of the work back (%d of %d), which costs %s each time.",
		ID: "%s mengembalikan %d %% pekerjaan (%d dari %d), dan tiap kali memakan %s.",
	}, title, percent(e.Share), e.Failed, e.Attempts, r.lasting(e.Lost/float64(e.Failed)))}
	switch most := MostOf(e.Reasons); {
	case len(most) == 1:
		w.cause = because(model.Say{
			EN: "Most often because: %s (%d).",
			ID: "Paling sering karena: %s (%d).",
		}, most[0].Text, most[0].N)
	case len(most) > 1:
		var texts []string
		for _, one := range most {
			texts = append(texts, one.Text)
		}
		w.cause = because(model.Say{
			EN: "Most often because: %s (%d each).",
			ID: "Paling sering karena: %s (masing-masing %d).",
		}, someOf(texts, model.Say{EN: "%s, %s", ID: "%s, %s"}), most[0].N)
	}
	w.change = because(model.Say{
		EN: "Write down when the work is good, and have it ticked off before it comes here.",
		ID: "Tuliskan kapan pekerjaan dianggap baik, dan buat centangnya sebelum sampai ke sini.",
	})
	if most := MostOf(e.BackTo); len(most) > 0 {
		var steps []string
		for _, one := range most {
			title := one.Text
			if i, ok := r.index[eventlog.Step{Process: e.Process, Name: title}]; ok {
				title = r.title(i)
			}
			steps = append(steps, title)
		}
		w.change = because(model.Say{
			EN: "Have it ticked off at %s, where the work goes back to.",
			ID: "Buat centangnya di %s, tempat pekerjaan itu kembali.",
		}, someOf(steps, model.Say{EN: "%s and %s", ID: "%s dan %s"}))
	}
	return w
}

// MostOf are the texts that came most often: more than one where they came as
// often as each other.
func MostOf(all []Counted) []Counted {
	n := 0
	for n < len(all) && all[n].N == all[0].N {
		n++
	}
	return all[:n]
}

// someOf are texts in one list, atMost of them by name and how many more there
// are; the last two stand beside each other as in last.
func someOf(texts []string, last model.Say) model.Sayable {
	switch n := len(texts); {
	case n == 1:
		return because(model.Say{EN: "%s", ID: "%s"}, texts[0])
	case n > atMost:
		return because(model.Say{EN: "%s and %d more", ID: "%s dan %d lagi"}, strings.Join(texts[:atMost], ", "), n-atMost)
	default:
		return because(last, strings.Join(texts[:n-1], ", "), texts[n-1])
	}
}
