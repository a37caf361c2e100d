package findings

import "alur/model"

// What ended without a begin on record has a time of which nobody knows how
// much was waiting and how much was work.

// whyUntold says why that is not known: of a shop, that its work was entered
// late; of a log, that the log does not tell.
func (r *reviewing) whyUntold() model.Reason {
	if r.Shop != nil {
		return because(model.Say{
			EN: "It was entered late, without a begin: what was waiting and what was work is not known.",
			ID: "Dicatat belakangan, tanpa waktu mulai: mana menunggu dan mana bekerja tidak diketahui.",
		})
	}
	return because(model.Say{
		EN: "The log does not tell waiting from work.",
		ID: "Log ini tidak membedakan menunggu dan bekerja.",
	})
}

// tellBegins is what would show it.
func (r *reviewing) tellBegins() model.Reason {
	return because(model.Say{
		EN: "Record when it is begun too: then it shows whether it waits or takes long.",
		ID: "Catat juga kapan dimulai: lalu terlihat apakah ini menunggu atau memang lama.",
	})
}
