package model

// FieldWords, OutcomeWords and ChoiceWords report whether a name has words of
// its own in every language.
func FieldWords(name string) bool   { return inWords(fieldWord(name)) }
func OutcomeWords(name string) bool { return inWords(outcomeWord(name)) }
func ChoiceWords(name string) bool  { return inWords(choiceWord(name)) }

func inWords(say Say) bool {
	return say.EN != "" && say.ID != ""
}
