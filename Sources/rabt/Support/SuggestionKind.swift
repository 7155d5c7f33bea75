import ArgumentParser
import Suggesting

typealias SuggestionKind = Suggestion.Kind

extension SuggestionKind: ExpressibleByArgument {}
