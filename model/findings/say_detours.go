package findings

import (
	"alur/model"
	"alur/model/eventlog"
)

// sayAgain says where work that is done over comes from: straight from itself,
// or from a step behind it.
func (r *reviewing) sayAgain(d Detour) words {
	w := words{
		problem: because(model.Say{
			EN: "%s is done again in %d %% of its cases (%d of %d), %s times in a case.",
			ID: "%s diulang di %d %% kasusnya (%d dari %d), %s kali per kasus.",
		}, r.title(d.step), percent(float64(d.AgainCases)/float64(d.Cases)), d.AgainCases, d.Cases, r.times(d.PerCase)),
		change: because(model.Say{
			EN: "Look at what leads back to it: part the step, or close the way back.",
			ID: "Lihat apa yang membawanya kembali: pecah langkahnya, atau tutup jalan kembalinya.",
		}),
	}
	switch before, n := d.mostlyAfter(); before {
	case eventlog.None:
	case d.step:
		w.cause = because(model.Say{
			EN: "%d of %d times it is done twice running, and nobody wrote down why.",
			ID: "%d dari %d kali langkah ini dikerjakan dua kali berturut-turut, dan alasannya tidak dicatat.",
		}, n, d.Again)
		w.change = because(model.Say{
			EN: "Write down when it is good, and part it where one go is not enough.",
			ID: "Tuliskan kapan hasilnya dianggap baik, dan pecah langkahnya kalau sekali tidak cukup.",
		})
	default:
		w.cause = because(model.Say{
			EN: "%d of %d times the work came back from %s, and nobody wrote down why.",
			ID: "%d dari %d kali pekerjaan kembali dari %s, dan alasannya tidak dicatat.",
		}, n, d.Again, r.title(before))
		w.change = because(model.Say{
			EN: "Ask for a reason at %s whenever it goes back, or close that way back.",
			ID: "Minta alasan di %s setiap kali pekerjaan dikembalikan, atau tutup jalan kembali itu.",
		}, r.title(before))
	}
	return w
}

func (r *reviewing) sayDoubt(d Detour) words {
	w := words{
		problem: because(model.Say{
			EN: "%s is given back or called unclear in %d %% (%d of %d).",
			ID: "%s dilepas lagi atau disebut belum jelas di %d %% (%d dari %d).",
		}, r.title(d.step), percent(d.doubt().Share()), min(d.troubled, d.Executions), d.Executions),
		cause: because(model.Say{
			EN: "%d times somebody who had taken it gave it back.",
			ID: "%d kali orang yang sudah mengambilnya melepasnya lagi.",
		}, d.GivenBack),
	}
	if d.Unclear > 0 {
		w.cause = because(model.Say{EN: "%d times it was not clear what to do.", ID: "%d kali tidak jelas apa yang harus dikerjakan."}, d.Unclear)
	}
	w.change = because(model.Say{
		EN: "Write the step anew, with those who do it: what to do, and when it is good.",
		ID: "Tulis ulang langkahnya bersama yang mengerjakan: apa yang dikerjakan, dan kapan dianggap baik.",
	})
	return w
}
